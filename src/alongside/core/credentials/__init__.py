"""Documents that others' software reads: built from plain values, dict to dict."""
