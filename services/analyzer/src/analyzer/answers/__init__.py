"""Answers read: how brands stand in them."""
