"""The OpenAPI of every service as its composition root makes it: nothing is connected for it."""

import asyncio
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from common.contracts.registry import SERVICES
from common.process.settings import ServiceSettings
from settings_table import settings_of

_GIVEN = {
    "mode": "local", "http_port": 1, "kafka_bootstrap": "127.0.0.1:1", "mongo_url": "mongodb://127.0.0.1:1",
    "database_url": "postgresql+asyncpg://nobody@127.0.0.1:1/none", "neo4j_url": "bolt://127.0.0.1:1",
    "clickhouse_url": "http://127.0.0.1:1",
}  # fmt: skip
"""What services cannot be made without, where any text of forty characters or any address will not do."""
_ADDRESS, _TEXT = "http://127.0.0.1:1", "a-text-of-forty-characters-for-this-test"


class Operation(NamedTuple):
    """One operation of the API."""

    service: str
    method: str
    path: str
    told: dict[str, Any]

    @property
    def name(self) -> str:
        """As a table names it."""
        return f"{self.method} {self.path}"


@cache
def descriptions() -> dict[str, dict[str, Any]]:
    """The description of each service, by its name."""
    return asyncio.run(_descriptions())


async def _descriptions() -> dict[str, dict[str, Any]]:
    found = {}
    for service in SERVICES:
        parts = import_module(f"{service}.app").build(_settings(settings_of(service)))
        found[service] = parts.api.openapi()
        for close in parts.closed:
            await close()
    return found


def _settings(kind: type[ServiceSettings]) -> ServiceSettings:
    needed = [name for name, field in kind.model_fields.items() if field.is_required() or name in _GIVEN]
    return kind(
        **{name: _GIVEN.get(name, _ADDRESS if "url" in name or "endpoint" in name else _TEXT) for name in needed}
    )


def operations() -> Iterator[Operation]:
    """Every operation of every service."""
    for service, description in descriptions().items():
        for path, methods in description["paths"].items():
            for method, told in methods.items():
                yield Operation(service, method.upper(), path, told)


def resolved(service: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A schema, or what its reference names."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found: dict[str, Any] = descriptions()[service]["components"]["schemas"][reference.rpartition("/")[2]]
    return found
