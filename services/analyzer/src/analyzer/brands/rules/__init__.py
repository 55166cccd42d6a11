"""Names, ids and decisions: pure."""
