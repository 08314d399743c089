"""Editions, statements and the public framework pages."""
