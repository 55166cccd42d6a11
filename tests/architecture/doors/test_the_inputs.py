"""What comes in at a door has a type that says what may: no bare text, number or moment in a body or a parameter."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

import pytest
from fastapi import APIRouter, Depends, Header, Query
from fastapi.routing import APIRoute
from pydantic import AwareDatetime, BaseModel, Field

from common.contracts.registry import SERVICES
from common.contracts.services import SERVICES_BY_NAME
from common.http.documentation import documentation
from common.http.problems import dependants
from common.primitives.moments import Moment, bounded
from common.primitives.numbers import Count
from common.primitives.text import Given, Name
from problems_table import routes_of

pytestmark = pytest.mark.architecture
SAFE = (UUID, bool, type(None))


def untyped(annotation: Any, metadata: Iterable[Any] = ()) -> Iterator[str]:
    """What in a type takes whatever comes: the names of plain types, each with where it stands."""
    inner, origin, said = get_args(annotation), get_origin(annotation), list(metadata)
    if origin is Annotated:
        yield from untyped(inner[0], [*said, *inner[1:]])
    elif origin in (Union, UnionType, list, tuple, set, frozenset):
        for each in (each for each in inner if each is not ...):
            yield from untyped(each, said if origin in (Union, UnionType) else ())
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield from (f"{name}: {fault}" for fault in untyped(field.annotation, field.metadata))
    elif origin is dict and not any(fault for each in inner for fault in untyped(each)):
        return  # its keys and its values say what may
    elif origin is not Literal and annotation not in SAFE and not _bounded(annotation, said):
        yield getattr(annotation, "__name__", str(annotation))


def _bounded(annotation: Any, metadata: list[Any]) -> bool:
    if annotation is str:
        return any(isinstance(each, Given) for each in metadata)
    if annotation in (int, float):
        told = [name for each in metadata for name in ("ge", "gt", "le", "lt") if getattr(each, name, None) is not None]
        return bool({"ge", "gt"} & set(told)) and bool({"le", "lt"} & set(told))
    return annotation in (datetime, AwareDatetime) and any(getattr(each, "func", None) is bounded for each in metadata)


def faults(routes: Iterable[APIRoute]) -> list[str]:
    """Every parameter and field of a body that takes whatever comes."""
    found = []
    for route in routes:
        fields = [
            field
            for each in dependants(route)
            for kind in ("path_params", "query_params", "header_params", "cookie_params", "body_params")
            for field in getattr(each, kind)
        ]
        for field in fields:
            told = untyped(field.field_info.annotation, field.field_info.metadata)
            found += [f"{route.path} {field.name}: {fault}" for fault in told]
    return found


def test_every_input_of_every_service_is_typed() -> None:
    routes = [route for service in SERVICES for route in routes_of(service)]
    shown = [route for route in documentation("example").routes if isinstance(route, APIRoute)]
    assert len(routes) > 30
    assert not faults([*routes, *shown])


class Planted(BaseModel):
    """A body with every fault."""

    name: str
    bounded_only: str = Field(max_length=5)
    aliases: list[str] | None
    others: tuple[Name, ...]
    at: datetime | None
    seen: Moment
    revision: int = Field(ge=0)
    version: Count
    anything: dict[str, str]


class Outer(BaseModel):
    """One that hides it."""

    inner: list[Planted | None] = []


planted = APIRouter()


def asked(after: str = "", size: Annotated[int, Query(ge=1, le=9)] = 1) -> str:
    return after


@planted.post("/planted/{slug}")
async def plant(
    slug: str,
    body: Outer,
    _asked: Annotated[str, Depends(asked)],
    x_kind: Annotated[str | None, Header()] = None,
    word: Annotated[Literal["a", "b"] | None, Query()] = None,
    name: Annotated[Name | None, Query(description="A name.")] = None,
) -> None:
    """Takes whatever comes."""


def test_what_takes_whatever_comes_is_found() -> None:
    routes = [route for route in planted.routes if isinstance(route, APIRoute)]
    where = "/planted/{slug}"
    within = ("name: str", "bounded_only: str", "aliases: str", "at: datetime", "revision: int", "anything: dict")
    assert set(faults(routes)) == {
        f"{where} slug: str", f"{where} after: str", f"{where} x_kind: str",
        *(f"{where} body: inner: {each}" for each in within),
    }  # fmt: skip


def test_every_body_shows_how_it_may_look_and_is_taken_so() -> None:
    bodies = {
        field.field_info.annotation
        for service in SERVICES
        for route in routes_of(service)
        for each in dependants(route)
        for field in each.body_params
    }
    assert len(bodies) >= 10
    for body in bodies:
        examples = body.model_json_schema().get("examples", ())
        assert examples, f"{body.__name__}: like({...})"
        for example in examples:
            body.model_validate_json(json.dumps(example))


def test_larger_bodies_are_those_of_routes_that_the_service_has() -> None:
    for service, facts in SERVICES_BY_NAME.items():
        assert set(facts.bodies_kib) <= set(facts.routes), service
