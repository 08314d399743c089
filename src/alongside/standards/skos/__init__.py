"""SKOS at the framework's own addresses: Turtle and JSON-LD for whoever asks for them."""
