"""Who may leave. Pure."""

from collections.abc import Sequence

_RUNS = frozenset({"owner", "admin"})
"""Roles that can run an organisation."""


def leaves_nobody_in_charge(own: str, others: Sequence[str]) -> bool:
    """Whether an organisation with members ``others`` beside one of role ``own`` is left to nobody who can run it."""
    return own in _RUNS and bool(others) and _RUNS.isdisjoint(others)
