"""Other frameworks, taken in from files: the operator's own data, kept apart from our editions.

What was taken in is never changed: the same framework again is another number. Nothing here goes
out to fetch anything, and nothing of it enters an edition.
"""
