"""Accounts: who somebody is, his password, how often he may try it."""
