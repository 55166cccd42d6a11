"""Access tokens that are void before they expire: the truth, and how the other services learn it."""
