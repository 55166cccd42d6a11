"""Addresses, permissions and bounded decompression. Pure."""
