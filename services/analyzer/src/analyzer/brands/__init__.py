"""Brands across answers, and what people decide about them."""
