"""How well suggestions by shared words find what somebody chose: recall, held against chance."""
