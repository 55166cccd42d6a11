"""Fixtures of the shared library's tests."""

from .saga_stage import orchestrator, saga_urls

__all__ = ["orchestrator", "saga_urls"]
