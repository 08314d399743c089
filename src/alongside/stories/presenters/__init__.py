"""What pages show: stories for readers, for their tellers, for those who read them first, for learners."""
