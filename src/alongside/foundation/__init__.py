"""Standing ground: history, outbox, idempotency, access rules, base models, page furniture.

Knows no area. It is not a place for things that belong to one area only.
"""
