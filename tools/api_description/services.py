"""The OpenAPI of every service as its composition root makes it: nothing is connected for it."""

import asyncio
from functools import cache
from importlib import import_module
from typing import Any, get_type_hints

from common.contracts.services import SERVICES
from common.process.settings import ServiceSettings

Json = dict[str, Any]
_GIVEN = {
    "mode": "local", "http_port": 1, "kafka_bootstrap": "127.0.0.1:1", "mongo_url": "mongodb://127.0.0.1:1",
    "database_url": "postgresql+asyncpg://nobody@127.0.0.1:1/none", "neo4j_url": "bolt://127.0.0.1:1",
    "clickhouse_url": "http://127.0.0.1:1",
}  # fmt: skip
"""What services cannot be made without, where any text of forty characters or any address will not do."""
_ADDRESS, _TEXT = "http://127.0.0.1:1", "a-text-of-forty-characters-for-this-page"


@cache
def descriptions() -> dict[str, Json]:
    """The description of each service, by its name, in the services' order; whoever changes one copies it first."""
    return asyncio.run(_descriptions())


async def _descriptions() -> dict[str, Json]:
    found = {}
    for service in SERVICES:
        build = import_module(f"{service}.app").build
        (kind,) = (each for name, each in get_type_hints(build).items() if name == "settings")
        parts = build(_settings(kind))
        found[service] = parts.api.openapi()
        for close in parts.closed:
            await close()
    return found


def _settings(kind: type[ServiceSettings]) -> ServiceSettings:
    needed = [name for name, field in kind.model_fields.items() if field.is_required() or name in _GIVEN]
    given: Json = {
        name: _GIVEN.get(name, _ADDRESS if "url" in name or "endpoint" in name else _TEXT) for name in needed
    }
    return kind(**given)
