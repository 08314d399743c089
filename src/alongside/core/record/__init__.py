"""A person's record as plain values: entries, the forms that ask for them, and what a form lacks."""
