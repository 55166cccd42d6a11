"""What businesses do, as their own pages tell it."""
