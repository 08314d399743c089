"""CASE 1.1, and 1.0 as a projection of it: the framework for other systems, open and read-only.

Implements the CASE 1.1 REST binding, checked against the published schemas where they are at hand.
Packages are made in ``core.credentials.case``; here are the addresses, the headers and what is kept.
"""
