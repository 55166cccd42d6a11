"""Simulator as a participant of its own saga."""

from common.saga.participant import Refused

LATE = Refused("cancelled", "The audit was given up before this step began.")
"""The answer to a command whose undo came first."""
