"""Stored answers read again under newer rules or decisions."""
