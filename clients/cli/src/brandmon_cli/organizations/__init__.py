"""The organisations that somebody belongs to, and for which of them commands act."""
