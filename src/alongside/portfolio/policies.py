"""Who may do what here. Plain functions of an actor and facts."""
