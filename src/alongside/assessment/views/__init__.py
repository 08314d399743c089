"""A worker's own pages. Views read the request, call one query or action, and render."""
