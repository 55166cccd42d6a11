"""Brands that nobody listed: candidates, what speaks for them, and what they seem to be."""
