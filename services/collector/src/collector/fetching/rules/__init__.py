"""Addresses, permissions, refusals and bounded decompression. Pure."""
