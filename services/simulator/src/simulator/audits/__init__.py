"""Audits as a user has them, and the saga behind each."""
