"""Plans: what they set aside, and how they are paid for."""
