"""What stewards write about how the statements stand beside other frameworks, and who read it.

Relations that come with the product are never changed: what is written here stands in their place,
and they stay to be seen. The public pages are the framework's; this area lays its rows over them.
It rates nobody, and no relation ever says that something is met.
"""
