"""Asking a model for one JSON object."""
