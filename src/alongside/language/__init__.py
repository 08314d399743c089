"""Words that give hope: the word list and its editions, the coach, and a service's own words.

It explains and suggests. It never blocks, never counts against anyone, and tells nobody.
"""
