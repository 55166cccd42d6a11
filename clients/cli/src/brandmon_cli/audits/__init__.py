"""Audits: ordered, watched, shown."""
