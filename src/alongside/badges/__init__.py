"""Badges: small signed files that say what somebody did, made when they themselves want one.

For acts and never for levels, from what stands in a person's own record. Nothing is made by machine,
nobody sees a badge here but its owner, and nothing here counts, rates or compares anybody.
"""
