"""Conversations with providers: turns held, answers kept."""
