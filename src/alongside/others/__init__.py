"""Other frameworks, taken in from files and addresses: the operator's own data, kept apart from ours.

What was taken in is never changed: the same framework again is another number. An address is asked once,
when a steward or the command line says so, and nothing of what came enters an edition.
"""
