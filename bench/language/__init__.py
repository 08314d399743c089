"""How well and how fast the language rules work: precision, recall, megabytes a second."""
