"""Open Badges on the wire: who issues, which keys, which are ended; and a page that checks any badge."""
