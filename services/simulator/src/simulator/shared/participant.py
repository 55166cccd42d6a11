"""Simulator as a participant of its own saga."""

PARTICIPANT = "simulator"
LATE = "The audit was given up before this step began."
