"""The limits that the tests' plans have."""

LIMIT = 100
"""Answers per month of the free plan."""
