"""Erasing the reports of a website that was deleted."""
