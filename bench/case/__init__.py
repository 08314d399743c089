"""How fast the framework is served to other systems, and how much a large one takes in room and time."""
