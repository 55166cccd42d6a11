"""Whom an audit speaks as and what it asks: analyses, profiles, conversations, prompts."""
