"""Lists come in pages of one shape, or are whole for a reason; routes are given what they use; roles have one judge."""

import inspect
import re
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel, RootModel

from common.contracts.registry import SERVICES
from common.http import Page
from common.http.problems import dependants
from problems_table import routes_of

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[2]
WHOLE = {
    "/v1/organizations": "those that one person belongs to",
    "/v1/providers": "as many as are configured",
    "/v1/audits/{audit_id}/icps": "a panel has at most so many",
    "/v1/audits/{audit_id}/conversations": "a panel has at most so many",
    "/v1/icps": "five that are planned for, and at most fifty that people spoke of",
    "/v1/classifications": "the prompts of one panel",
    "/v1/analyses": "one for each audit of one website",
    "/v1/brands": "the brands around one website, ranked: a page of it has no meaning alone",
    "/v1/brands/{brand_id}/decisions": "what people decided about one brand by hand",
    "/v1/graph/substitutes": "the first of a ranking",
    "/v1/graph/beliefs": "one for each kind of belief",
    "/v1/graph/neighbours": "the first of a ranking",
    "/v1/graph/paths": "the first of a ranking",
}
"""Lists that are answered whole, as arrays: each with what bounds it."""
_BY_HAND = re.compile(r"app\.state\.|\.role\s*(?:==|!=|not in|in)\s|_CLOCK\b|SystemClock")
"""What a file of routes leaves to ``provided``, ``Viewer`` and its kin, and a clock that it is given."""


def is_page(model: Any) -> bool:
    return inspect.isclass(model) and issubclass(model, Page)


def is_whole(model: Any) -> bool:
    """Whether a route answers a whole list: as an array, or as a model that is nothing but an envelope of one."""
    if get_origin(model) in (list, tuple, set, frozenset):
        return True
    if not inspect.isclass(model) or not issubclass(model, BaseModel):
        return get_origin(model) is not dict and any(map(is_whole, get_args(model)))
    fields = {name: is_whole(field.annotation) for name, field in model.model_fields.items()}
    return not is_page(model) and (fields.get("items", False) or (len(fields) == 1 and all(fields.values())))


def by_hand(source: str) -> list[str]:
    return [match.group().strip() for match in _BY_HAND.finditer(source)]


def test_a_list_comes_in_pages_or_is_whole_for_a_reason() -> None:
    routes = [route for service in SERVICES for route in routes_of(service)]
    assert {route.path for route in routes if is_whole(route.response_model)} == set(WHOLE), (
        "a new list is a Page; what is not there any more goes off the table"
    )


class Thing(BaseModel):
    name: str
    aliases: list[str]


class Things(BaseModel):
    items: list[Thing]


class Counted(BaseModel):
    items: tuple[Thing, ...]
    total: int


class Called(BaseModel):
    things: list[Thing] | None


class PageWithTotal(Page[Thing]):
    total: int


@pytest.mark.parametrize(
    ("planted", "whole"),
    [
        (list[Thing], True),
        (tuple[Thing, ...], True),
        (list[Thing] | None, True),
        (RootModel[list[Thing]], True),
        (Things, True),
        (Counted, True),
        (Called, True),
        (Things | None, True),
        (Page[Thing], False),
        (PageWithTotal, False),
        (Thing, False),
        (dict[str, list[Thing]], False),
        (None, False),
    ],
)
def test_a_whole_list_is_found_in_whatever_envelope(planted: Any, whole: bool) -> None:
    assert is_whole(planted) is whole


def test_whoever_takes_a_cursor_answers_with_a_page() -> None:
    routes = [route for service in SERVICES for route in routes_of(service)]
    taking = {
        route.path
        for route in routes
        for each in dependants(route)
        for field in each.query_params
        if field.name == "after"
    }
    assert taking == {route.path for route in routes if is_page(route.response_model)}
    assert len(taking) >= 6


def test_routes_neither_fetch_their_parts_nor_judge_roles_nor_make_clocks() -> None:
    files = [path for service in SERVICES for path in (ROOT / "services" / service / "src").rglob("api.py")]
    assert len(files) > 10
    assert not {str(path): found for path in files if (found := by_hand(path.read_text(encoding="utf-8")))}


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("unit = request.app.state.unit", ["app.state."]),
        ('if principal.role == "viewer":', [".role =="]),
        ("_CLOCK: Clock = SystemClock()", ["_CLOCK", "SystemClock"]),
        ("role=principal.role,", []),
    ],
)
def test_what_is_done_by_hand_is_found(planted: str, found: list[str]) -> None:
    assert by_hand(planted) == found
