"""Reads of sessions, agreements, views and barriers. Who asks is always looked at first, afresh."""
