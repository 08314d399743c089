"""What people who use a service say about it, kept so that it cannot be traced to who said it.

About a team or a service, never about a named worker; and it never reaches anybody's own record.
"""
