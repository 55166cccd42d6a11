"""Mails: what is written to people, kept sealed until it has left."""
