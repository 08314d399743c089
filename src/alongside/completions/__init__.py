"""Completions: telling an employer's record store that something was completed, if one wants that.

Off until somebody turns it on for themselves. What was completed and on which day, under a number that
was drawn for them; never an answer, a point, a name, or anything that somebody wrote.
"""
