"""Websites as entries of an organisation: listed, renamed, deleted."""
