"""The operations that the OpenAPI of every service tells of."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from api_description.services import descriptions

__all__ = ["Operation", "descriptions", "operations", "resolved"]


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
