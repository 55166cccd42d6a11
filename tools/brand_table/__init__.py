"""Fills the table of known brands from packages that say what a name is: kind, country and who knows it."""
