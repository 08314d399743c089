"""LTI 1.3 on the wire: a course opens our pages, and a teacher chooses one from inside it.

The messages are read with pylti1p3. Nothing of who opens a page is kept, and no account is made.
"""
