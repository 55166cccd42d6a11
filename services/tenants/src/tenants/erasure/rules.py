"""What an erasure is called. Pure."""

ERASURE = "organisation-erasure"
"""The saga's name."""
