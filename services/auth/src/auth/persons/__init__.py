"""Persons: what somebody does about his own account, from registering it to closing it."""
