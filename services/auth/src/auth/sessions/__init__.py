"""Sessions: logging in, refreshing, logging out, and the tokens that come of it."""
