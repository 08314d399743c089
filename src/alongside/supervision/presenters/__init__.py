"""Sessions, voices and barriers as pages and papers show them. Nothing is counted or compared."""
