"""Erasing what was planned, asked and answered for a website that was deleted."""
