"""What is shown: editions as pages for people, and as documents for programs."""
