"""What pages show: the texts in the reader's size, layout and language, and the pocket sheet."""
