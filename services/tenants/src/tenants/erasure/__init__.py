"""Erasing an organisation when its time of grace is over, over all services."""
