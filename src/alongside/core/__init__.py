"""Thinking. Plain Python: values in, values out. No Django, clock, dice, disk or network."""
