"""Requests to addresses that customers name: they reach the open internet, and nothing inside of ours (ADR 52)."""
