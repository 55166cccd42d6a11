"""The Neo4j driver, imported without what it would drag in.

The driver imports numpy, pandas and pyarrow wherever they are installed, to give out data frames, which nobody here
asks for: 110 MB and 0.7 s of every start (measured). So they are hidden from it, and from nobody else.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """Within the block, importing ``names`` fails as if they were not installed."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None is how Python marks what cannot be imported
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with _hidden("numpy", "pandas", "pyarrow"):
    from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, Driver, GraphDatabase, Session
    from neo4j.exceptions import DriverError

GraphAway = DriverError
"""The graph does not answer, or its connection broke."""

__all__ = [
    "AsyncDriver",
    "AsyncGraphDatabase",
    "AsyncManagedTransaction",
    "Driver",
    "GraphAway",
    "GraphDatabase",
    "Session",
]
