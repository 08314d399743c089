"""A conversation of two voices: sessions, what each says, what both agree, and what the service would
have to change. The worker leads and owns the record.

Who supervises whom stands in accounts. Nothing here scores, blends, averages or compares.
"""
