"""What was found, what it adds up to, and how it gets in."""
