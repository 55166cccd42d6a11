"""Addresses of an organisation that are told of what happened, and how the telling went."""
