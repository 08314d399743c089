"""The pages of a record. All but the readers' own are for its owner, and look up nobody else's."""
