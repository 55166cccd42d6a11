"""Hosts that are written in a text or linked from it, and whose they are."""
