"""How dates may be typed where a browser offers no date picker, by language."""
