"""Problems as a client sees them (RFC 9457), and which of them each route can answer with.

What there is to know of a problem type stands in ``problem_types``. Routes and their dependencies name the slugs they
refuse with; from that each service's OpenAPI and ``docs/problems.md`` are rendered.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from http import HTTPStatus
from itertools import groupby
from typing import Any, TypeVar

from fastapi.dependencies.models import Dependant
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from common.http.problem_types import (
    BY_THE_GATEWAY,
    EVERYWHERE,
    PROBLEM_TYPES,
    PROBLEM_URN,
    WITH_A_BODY,
    WITH_A_KEY,
    ProblemType,
)

F = TypeVar("F", bound=Callable[..., Any])
MEDIA_TYPE = "application/problem+json"
SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": f"{PROBLEM_URN} and the slug that names the kind of problem."},
        "title": {"type": "string", "description": "The kind in a few words."},
        "status": {"type": "integer", "description": "The status of the answer."},
        "detail": {"type": "string", "description": "One sentence for a person."},
    },
    "additionalProperties": True,
}
"""A problem's body as JSON Schema; some kinds carry more, such as the id of what is in the way."""
_CHALLENGE = 'Bearer realm="brandmon"'
_OF_TOKENS = ("token-invalid", "token-expired", "token-not-yet-valid", "token-revoked")
"""Refusals of a token that was sent (RFC 6750, 3.1); where none was, nothing is said of it."""
_GENERATED = ("HTTPValidationError", "ValidationError")
"""What the framework describes for a request that is not valid; we answer with a problem."""


def refuses(*slugs: str) -> Callable[[F], F]:
    """Note on a route's function or a dependency which problems it answers with; KeyError for an undeclared slug."""
    types = tuple(PROBLEM_TYPES[slug] for slug in slugs)

    def noted(function: F) -> F:
        function.__refuses__ = types  # type: ignore[attr-defined]
        return function

    return noted


def problem(status: int, type: str, title: str, detail: str, **extra: Any) -> JSONResponse:  # noqa: A002
    """A problem+json response."""
    body = {"type": PROBLEM_URN + type, "title": title, "status": status, "detail": detail, **extra}
    headers = {"X-Content-Type-Options": "nosniff"}
    if "retry_after" in extra:
        headers["Retry-After"] = str(extra["retry_after"])
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = _CHALLENGE + (', error="invalid_token"' if type in _OF_TOKENS else "")
    return JSONResponse(body, status, headers=headers, media_type=MEDIA_TYPE)


def problem_of(slug: str, detail: str, **extra: Any) -> JSONResponse:
    """A problem+json response of a declared kind; KeyError for another."""
    kind = PROBLEM_TYPES[slug]
    return problem(kind.status, kind.slug, kind.title, detail, **extra)


def problems_of(route: APIRoute, *, keyed: bool = True) -> list[ProblemType]:
    """Every problem that a route can answer with, by status and slug; ``keyed``: where POSTs take keys."""
    found = {PROBLEM_TYPES[slug] for slug in EVERYWHERE}
    if keyed and takes_key(route):
        found |= {PROBLEM_TYPES[slug] for slug in (*WITH_A_KEY, "invalid-request")}
    if route.body_field:
        found |= {PROBLEM_TYPES[slug] for slug in WITH_A_BODY}
    if route.body_field or any(_parameters(each) for each in dependants(route)):
        found.add(PROBLEM_TYPES["invalid-request"])
    for each in dependants(route):
        found.update(getattr(each.call, "__refuses__", ()))
    return _sorted(found)


def permission_of_route(route: APIRoute) -> str | None:
    """The permission that a route needs, None where it needs none; ValueError for one that names two."""
    asked = {getattr(each.call, "__permission__", None) for each in dependants(route)} - {None}
    if len(asked) > 1:
        raise ValueError(f"{route.path} asks for {' and '.join(sorted(map(str, asked)))}")
    return asked.pop() if asked else None


def _sorted(kinds: Iterable[ProblemType]) -> list[ProblemType]:
    return sorted(kinds, key=lambda kind: (kind.status, kind.slug))


def dependants(route: APIRoute) -> Iterator[Dependant]:
    """A route's function and all it depends on."""
    waiting = [route.dependant]
    while waiting:
        current = waiting.pop()
        yield current
        waiting += current.dependencies


def takes_key(route: APIRoute) -> bool:
    """Whether requests to a route may carry a key: every POST, unless it says why not."""
    return "POST" in (route.methods or ()) and not hasattr(route.endpoint, "__unkeyed__")


def described(schema: dict[str, Any], routes: Iterable[BaseRoute], *, keyed: bool) -> None:
    """Write into a service's OpenAPI what each route can refuse with, and the permission that it needs.

    ``keyed``: where POSTs take keys.
    """
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    for name in _GENERATED:
        schemas.pop(name, None)
    schemas["Problem"] = SCHEMA
    for route in routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            for method in route.methods or ():
                responses = schema["paths"][route.path_format][method.lower()]["responses"]
                responses.pop("422", None)
                if permission := permission_of_route(route):
                    schema["paths"][route.path_format][method.lower()]["x-permission"] = permission
                kinds = {*problems_of(route, keyed=keyed), *(PROBLEM_TYPES[slug] for slug in BY_THE_GATEWAY)}
                for status, same in groupby(_sorted(kinds), key=lambda kind: kind.status):
                    responses[str(status)] = _response(list(same))


def _response(kinds: Sequence[ProblemType]) -> dict[str, Any]:
    told = [f"`{kind.slug}`: {kind.what_to_do}" for kind in kinds]
    examples = {kind.slug: {"summary": kind.title, "value": kind.example()} for kind in kinds}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}}
    return {"description": "\n\n".join(told), "content": content}


def _parameters(dependant: Dependant) -> bool:
    return bool(dependant.path_params or dependant.query_params or dependant.header_params or dependant.cookie_params)
