"""Operators of the platform: who may look into every organisation, and change nothing."""
