"""Organisations, who belongs to them, and what their plans allow."""
