"""Erasing what was read out of a website, and of answers about it, when it was deleted."""
