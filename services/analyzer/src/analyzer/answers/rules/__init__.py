"""States as they are announced, and what a judge is told: pure."""
