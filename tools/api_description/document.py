"""The one document: everything that a client may ask through the gateway, of all services."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from api_description import refusals
from api_description.operations import RESOURCES, Operation, public, summary
from api_description.samples import Samples
from api_description.schemas import Json, names, renamed
from common.http.permissions import PERMISSIONS
from common.http.problem_types import BY_THE_GATEWAY, PROBLEM_TYPES, ProblemType

TARGET = Path(__file__).parents[2] / "libs" / "common" / "contracts" / "openapi.json"
INTRODUCTION = Path(__file__).with_name("introduction.md")
VERSION = "1.0.0"
_PERSONS, _PROGRAMS = "accessToken", "apiKey"


def document(descriptions: Mapping[str, Json], names_of_operations: Mapping[str, str]) -> Json:
    """The document of these services' descriptions; ``names_of_operations`` has a name for each operation."""
    operations = list(public(descriptions))
    own = {service: _own_schemas(service, each, operations) for service, each in descriptions.items()}
    known = names(own)
    shown = [_Shown(each, known, names_of_operations[each.name]) for each in operations]
    kinds = {kind for each in shown for kind in each.kinds()}
    refused = {
        refusals.response_name(same): refusals.response(same) for each in shown for same in each.refusals().values()
    }
    schemas = refusals.schemas(kinds)
    for service, each_own in own.items():
        schemas |= {known[service, name]: renamed(schema, service, known) for name, schema in each_own.items()}
    samples = Samples(schemas)
    paths: dict[str, Json] = {}
    for each in sorted(shown, key=lambda one: one.operation.path):
        paths.setdefault(each.operation.path, {})[each.operation.method.lower()] = each.described(samples)
    reached = _reached([paths, refused], schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Brand Influence Monitor", "version": VERSION,
            "description": INTRODUCTION.read_text(encoding="utf-8").strip(),
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "The gateway that this description was read from."}],
        "tags": [{"name": name, "description": told} for name, told in _tags(operations, descriptions)],
        "paths": paths,
        "components": {
            "schemas": {name: schemas[name] for name in sorted(reached)},
            "responses": dict(sorted(refused.items())),
            "examples": refusals.examples(kinds),
            "securitySchemes": _security_schemes(),
        },
    }  # fmt: skip


def _own_schemas(service: str, description: Json, operations: list[Operation]) -> dict[str, Json]:
    """The schemas of a service that its public operations refer to, problems left out."""
    schemas = description["components"]["schemas"]
    reached = _reached([each.told for each in operations if each.service == service], schemas) - {"Problem"}
    return {name: each for name, each in schemas.items() if name in reached}


def _tags(operations: list[Operation], descriptions: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    for name in sorted({each.resource for each in operations}):
        service = next(each.service for each in operations if each.resource == name)
        yield name, RESOURCES.get(name, descriptions[service]["info"]["description"])


def _security_schemes() -> dict[str, Json]:
    scopes = {name: allows for name, (allows, _) in PERMISSIONS.items()}
    told = "It may what the role of its holder may"
    return {
        _PERSONS: {
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT", "x-scopes": scopes,
            "description": f"The access token of `POST /v1/auth/login`, good for minutes. {told} in its organisation.",
        },
        _PROGRAMS: {
            "type": "http", "scheme": "bearer", "bearerFormat": "bmk_<prefix>_<secret>", "x-scopes": scopes,
            "description": f"A key of `POST /v1/api-keys`. {told}, and of that what its scopes name.",
        },
    }  # fmt: skip


def _reached(paths: Any, schemas: Mapping[str, Json]) -> set[str]:
    """The schemas that operations refer to, also by way of others."""
    found: set[str] = set()
    waiting = [paths]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            name = str(current.get("$ref", "")).removeprefix("#/components/schemas/")
            if name in schemas and name not in found:
                found.add(name)
                waiting.append(schemas[name])
            waiting += current.values()
        elif isinstance(current, list):
            waiting += current
    return found


class _Shown:
    """One operation on its way into the document."""

    def __init__(self, operation: Operation, known: Mapping[tuple[str, str], str], name: str) -> None:
        self.operation, self._known, self._name = operation, known, name
        self.told = deepcopy(operation.told)

    def kinds(self) -> set[ProblemType]:
        """The problems that it answers with."""
        return {kind for same in self.refusals().values() for kind in same}

    def described(self, samples: Samples) -> Json:
        """It, as the document has it."""
        told = self.told
        head: Json = {
            "tags": [self.operation.resource], "summary": summary(told), "operationId": self._name,
            "description": told.get("description") or f"{summary(told)}.",
        }  # fmt: skip
        if permission := told.get("x-permission"):
            head["x-permission"] = permission
        head["security"] = self._security(permission)
        if parameters := told.get("parameters"):
            head["parameters"] = [self._parameter(each, samples) for each in parameters]
        if body := told.get("requestBody"):
            head["requestBody"] = {**body, "content": self._content(body["content"], samples)}
        answers = {status: self._answer(each, samples) for status, each in told["responses"].items() if status < "400"}
        refused = {
            str(status): {"$ref": refusals.RESPONSES + refusals.response_name(same)}
            for status, same in self.refusals().items()
        }
        return head | {"responses": {**answers, **dict(sorted(refused.items()))}}

    def refusals(self) -> dict[int, list[ProblemType]]:
        """The kinds of problems that it answers with, by status."""
        refused = [each for status, each in self.told["responses"].items() if status >= "400"]
        slugs = (*BY_THE_GATEWAY, *(refusals.BY_A_KEY if self._takes_keys() else ()))
        every = {
            *(PROBLEM_TYPES[slug] for slug in slugs),
            *(kind for each in refused for kind in refusals.kinds_of(each)),
        }
        return {status: [kind for kind in every if kind.status == status] for status in {kind.status for kind in every}}

    def _takes_keys(self) -> bool:
        """Whether a program may ask it with an API key."""
        refused = self.told["responses"].get("403", {})
        return bool(self.told.get("security")) and PROBLEM_TYPES["person-needed"] not in refusals.kinds_of(refused)

    def _security(self, permission: str | None) -> list[Json]:
        if not self.told.get("security"):
            return []
        scopes = [permission] if permission else []
        return [{_PERSONS: scopes}, *([{_PROGRAMS: scopes}] if self._takes_keys() else [])]

    def _renamed(self, schema: Any) -> Any:
        return renamed(schema, self.operation.service, self._known)

    def _parameter(self, parameter: Json, samples: Samples) -> Json:
        schema = self._renamed(parameter["schema"])
        shown = {"example": samples.of(schema, self._name, parameter["name"])} if parameter.get("required") else {}
        told = parameter.get("description") or schema.pop("description", None)
        return {**parameter, "schema": schema, **({"description": told} if told else {}), **shown}

    def _content(self, content: Json, samples: Samples) -> Json:
        found = {}
        for kind, each in content.items():
            schema = self._renamed(each.get("schema", {}))
            shown = each.get("examples") or {"example": {"value": samples.of(schema, self._name, kind)}}
            found[kind] = {"schema": schema, "examples": shown}
        return found

    def _answer(self, answer: Json, samples: Samples) -> Json:
        told = answer.get("description", "")
        plain = {"Successful Response": _DONE.get(self.operation.method, "What was asked for.")}.get(told, told)
        content = {"content": self._content(answer["content"], samples)} if answer.get("content") else {}
        return {**answer, "description": plain if content else "Done; there is nothing to answer.", **content}


_DONE = {"POST": "Done: what came of it.", "PATCH": "As it is now.", "PUT": "As it is now.", "DELETE": "Done."}
