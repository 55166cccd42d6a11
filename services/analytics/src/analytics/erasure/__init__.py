"""Erasing the facts and figures of a website that was deleted."""
