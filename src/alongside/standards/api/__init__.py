"""Our own REST API at /api/v1: the public texts for anybody, and one's own things with one's own token.

It reads the areas' queries and calls their actions, as their pages do, and keeps nothing itself. Tokens
belong to the accounts area.
"""
