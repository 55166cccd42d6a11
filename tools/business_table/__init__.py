"""Makes the tables of places and of goods that the taxonomy of businesses stands on, from packages that name both."""
