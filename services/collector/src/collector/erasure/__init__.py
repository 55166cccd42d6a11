"""Deleting a website, and erasing what was kept of it."""
