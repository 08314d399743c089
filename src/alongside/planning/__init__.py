"""Needs, and the best plan in the hours there are: the page, the choices on it, and its papers.

The thinking is in core.planning. Nothing here reads a point of a value, and no plan is ever
compared with another person's.
"""
