"""Profiles and conversations out of an analysis: pure."""
