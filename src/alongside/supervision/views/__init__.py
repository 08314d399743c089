"""The pages of supervision. Every one looks afresh at who may see it."""
