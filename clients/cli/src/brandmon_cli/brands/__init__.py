"""Brands around a website, and decisions about them."""
