"""The wire: what others' software reads, in the forms it expects."""
