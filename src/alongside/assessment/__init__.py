"""A worker's own view of their practice, with evidence; never a score."""
