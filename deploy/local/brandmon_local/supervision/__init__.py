"""Processes and steps, started in the order of their needs and kept alive."""
