"""Logging in with a passkey."""
