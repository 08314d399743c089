"""Documents that others' software reads: built from plain values and read, dict to dict."""
