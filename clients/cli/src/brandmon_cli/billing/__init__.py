"""The plan: what it allows, what is used of it, and paying for another."""
