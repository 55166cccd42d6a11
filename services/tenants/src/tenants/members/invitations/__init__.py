"""Invitations: sent by mail, accepted by whoever has confirmed the address that was invited."""
