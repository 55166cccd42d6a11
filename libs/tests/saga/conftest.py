"""Fixtures of the tests of sagas."""

from .stage import orchestrator, saga_urls

__all__ = ["orchestrator", "saga_urls"]
