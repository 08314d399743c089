"""The best plan in the hours there are: what matters (needs), the choice (optimiser), why
(explain).

Values in, values out: no other part of core, no Django, no clock but the solver's time limit.
"""
