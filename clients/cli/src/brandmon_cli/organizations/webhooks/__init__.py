"""Addresses that an organisation has told of events."""
