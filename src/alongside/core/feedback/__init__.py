"""Feedback that cannot be traced to its giver: codes, sealed shapes, quarters, batches, counting."""
