"""Reads customers' websites: registers them, crawls them within bounds, and announces every page it has read."""
