"""What each address answers: the pages of an edition, and its crosswalks."""
