"""A request of each operation out of the services' own descriptions, with ids that are given.

The body is the example that its description shows; ids stand wherever the description says that a UUID is expected.
"""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

Json = dict[str, Any]
NEW_PASSWORD = "meadow-copper-violin"
ALSO = {"into": "brand_id", "account_id": "service_account_id", "resource_id": "website_id"}
"""Names of ids beside the name of the thing they are of."""


@dataclass(frozen=True)
class Operation:
    """One operation. ``ids`` are the names of ids that it needs, ``may_ids`` of those that may be left out."""

    service: str
    method: str
    path: str
    told: Json = field(repr=False)
    schemas: Json = field(repr=False)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def permission(self) -> str | None:
        """The permission that its route asks for."""
        found: str | None = self.told.get("x-permission")
        return found

    @property
    def asks_who(self) -> bool:
        """Whether it wants an access token."""
        return bool(self.told.get("security"))

    @property
    def parameters(self) -> list[Json]:
        """What stands in path and query."""
        return [each for each in self.told.get("parameters", ()) if each["in"] in ("path", "query")]

    @property
    def ids(self) -> list[str]:
        """Names of ids that must be given, in path, query or body."""
        named = [each["name"] for each in self.parameters if each.get("required") and is_id(each["schema"])]
        return [*named, *(name for name in _named(self._body()) if name not in named)]

    @property
    def may_ids(self) -> list[str]:
        """Names of ids that may be given."""
        asked = [each["name"] for each in self.parameters if not each.get("required") and is_id(each["schema"])]
        return [*asked, *(name for name in self._body_ids() if name not in self.ids)]

    def request(self, ids: Mapping[str, str], also: str | None = None, **values: Any) -> "Request":
        """A request with ``ids``; ``also`` names one that may be left out, ``values`` fields of the body and path."""
        path, query, body = self.path, {}, deepcopy(self._body())
        for each in self.parameters:
            name, wanted = each["name"], each.get("required") or each["name"] == also
            if is_id(each["schema"]):
                value = ids[name] if wanted else None
            else:
                value = values.get(name, _usual(each["schema"])) if each.get("required") else None
            if value is not None and each["in"] == "path":
                path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
            elif value is not None:
                query[name] = str(value)
        if isinstance(body, dict):
            if "current_password" in body:
                values = {**values, "current_password": values.get("password"), "password": NEW_PASSWORD}
            body = _filled(body, ids) | {name: value for name, value in values.items() if name in body}
            if also in self._body_ids():
                body[str(also)] = ids[str(also)]
                body |= {"role": "client"} if also == "client_id" and "role" in body else {}
        return Request(self, path, query, body)

    def _body(self) -> Any:
        media = next(iter(self.told.get("requestBody", {}).get("content", {"": {}}).values()))
        found = media.get("examples") or _schema(self.schemas, media.get("schema", {})).get("examples")
        return found[0] if isinstance(found, list) else found

    def _body_ids(self) -> list[str]:
        media = next(iter(self.told.get("requestBody", {}).get("content", {"": {}}).values()))
        fields = _schema(self.schemas, media.get("schema", {})).get("properties", {})
        return [name for name, schema in fields.items() if is_id(schema)]


@dataclass(frozen=True)
class Request:
    """As it goes over the wire."""

    operation: Operation
    path: str
    query: Mapping[str, str]
    body: Any

    @property
    def parts(self) -> Json:
        """What ``httpx`` is told."""
        sent: Json = {"params": dict(self.query)}
        return sent | ({"json": self.body} if self.body is not None else {})

    def said(self) -> str:
        """All that the caller himself told: to hear it again is no leak."""
        return f"{self.path} {json.dumps(dict(self.query))} {json.dumps(self.body)}"


def operations(descriptions: Mapping[str, Json]) -> Iterator[Operation]:
    """Every operation of every service, by its description."""
    for service, description in descriptions.items():
        schemas = description.get("components", {}).get("schemas", {})
        for path, methods in description["paths"].items():
            for method, told in methods.items():
                yield Operation(service, method.upper(), path, told, schemas)


def is_id(schema: Json) -> bool:
    """Whether a schema is that of an id."""
    return schema.get("format") == "uuid" or any(is_id(each) for each in schema.get("anyOf", ()))


def _schema(schemas: Json, schema: Json) -> Json:
    reference = schema.get("$ref")
    found: Json = schemas[reference.rpartition("/")[2]] if reference else schema
    return found


def _named(body: Any) -> Iterator[str]:
    """Names of ids that an example holds."""
    if isinstance(body, dict):
        for name, value in body.items():
            if isinstance(value, str) and name.endswith("_id") and len(value) == 36:
                yield name
            yield from _named(value)


def _filled(body: Json, ids: Mapping[str, str]) -> Json:
    return {
        name: ids[name]
        if name in set(_named({name: value}))
        else _filled(value, ids)
        if isinstance(value, dict)
        else value
        for name, value in body.items()
    }


def _usual(schema: Json) -> Any:
    if "default" in schema:
        return schema["default"]
    return next(iter(schema.get("enum", schema.get("examples", ("x",)))))
