"""What people say of the customers of a website."""
