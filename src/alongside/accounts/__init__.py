"""People, organisations, teams, roles, sharing and sign-in.

Holds nothing about what anybody answered, wrote or planned.
"""
