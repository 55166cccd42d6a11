"""Clients of an agency: rooms inside the organisation, each closed to the users of the others."""
