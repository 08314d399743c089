"""Answers, pictures and starting points as pages show them."""
