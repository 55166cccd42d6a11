"""The problems of each operation: which come, with what shape, and how one looks.

A kind that carries more than every problem does has a schema of its own, such as ``QuotaExceededProblem``; an example
stands once for each kind, and answers refer to it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from api_description.schemas import PREFIX, Json
from common.http.problem_types import PROBLEM_TYPES, PROBLEM_URN, TRANSLATED, ProblemType
from common.http.problems import MEDIA_TYPE, SCHEMA

EXAMPLES, RESPONSES = "#/components/examples/", "#/components/responses/"
BY_A_KEY = ("key-invalid", "key-expired", "too-many-attempts")
"""What the gateway answers where an API key is sent that auth does not exchange."""
_MEMBERS: Mapping[str, Json] = {
    "retry_after": {"type": "integer", "description": "Seconds to wait before it is worth asking again."},
    "limit": {"type": "integer"}, "used": {"type": "integer"}, "reserved": {"type": "integer"},
    "resets_at": {"type": ["string", "null"]},
    "permission": {"type": "string", "description": "The permission that is missing."},
    "quota": {"type": "string", "description": "Which limit of the plan was met."},
    "errors": {
        "type": "array", "description": "What is to be mended: the place in the request, and a sentence.",
        "items": {
            "type": "object", "required": ["field", "message"],
            "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
        },
    },
}  # fmt: skip
"""Members of problems, beside the ids of what is in the way."""


def schema_name(kind: ProblemType) -> str:
    """``Problem``, or the name of the shape that this kind has."""
    return "".join(part.title() for part in kind.slug.split("-")) + "Problem" if kind.carries else "Problem"


def schemas(kinds: Iterable[ProblemType]) -> dict[str, Json]:
    """The schemas of ``kinds``, and that of every problem."""
    found: dict[str, Json] = {"Problem": {"description": "Why a request was refused (RFC 9457).", **SCHEMA}}
    for kind in sorted((each for each in kinds if each.carries), key=lambda each: each.slug):
        own = {name: _MEMBERS.get(name, {"type": "string", "format": "uuid"}) for name in kind.carries}
        shape = {
            "properties": {"type": {"const": PROBLEM_URN + kind.slug}, **own}, "required": [*kind.carries]
        }  # fmt: skip
        told = f"{kind.title}. {kind.what_to_do}"
        found[schema_name(kind)] = {
            "description": told, "type": "object", "allOf": [{"$ref": f"{PREFIX}Problem"}, shape],
        }  # fmt: skip
    return found


def examples(kinds: Iterable[ProblemType]) -> dict[str, Json]:
    """A body of each kind, by its slug."""
    return {
        kind.slug: {"summary": kind.what_to_do, "value": kind.example() | {"detail": _detail(kind)}}
        for kind in sorted(kinds, key=lambda each: each.slug)
    }


def _detail(kind: ProblemType) -> str:
    return f"{kind.title}." if not kind.title.endswith((".", "!")) else kind.title


def kinds_of(response: Json) -> list[ProblemType]:
    """The kinds that a service names for one status of an operation."""
    told = response.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
    return [PROBLEM_TYPES[slug] for slug in told if slug not in TRANSLATED]


def response_name(kinds: Iterable[ProblemType]) -> str:
    """What the answer with any of ``kinds``, all of one status, is called among those that operations share."""
    return ".".join(sorted(kind.slug for kind in kinds))


def response(kinds: Iterable[ProblemType]) -> Json:
    """The answer of one status with any of ``kinds``."""
    ordered = sorted(set(kinds), key=lambda kind: kind.slug)
    shapes = sorted({schema_name(kind) for kind in ordered} - {"Problem"})
    plain = [PROBLEM_URN + kind.slug for kind in ordered if not kind.carries]
    alternatives: list[Json] = [{"$ref": PREFIX + name} for name in shapes]
    if plain:
        only = {"type": "object", "properties": {"type": {"enum": plain}}}
        alternatives.append({"allOf": [{"$ref": f"{PREFIX}Problem"}, only]})
    schema: Any = alternatives[0] if len(alternatives) == 1 else {"oneOf": alternatives}
    return {
        "description": " ".join(f"`{kind.slug}`: {kind.what_to_do}" for kind in ordered),
        "content": {
            MEDIA_TYPE: {"schema": schema, "examples": {kind.slug: {"$ref": EXAMPLES + kind.slug} for kind in ordered}}
        },
    }
