"""The facts rebuilt from their events, beside the live ones."""
