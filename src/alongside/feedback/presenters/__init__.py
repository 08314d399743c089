"""What pages show: questions one by one, cards, what was told, and what a reader must look at."""
