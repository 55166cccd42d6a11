"""Erasing what lets people act for an organisation, when that is erased."""
