"""Erasing what was made of a website: what a service keeps of one is declared, and nothing comes back."""
