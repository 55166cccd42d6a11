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
ROOT = Path(__file__).parents[3]
WHOLE = {
    "/v1/auth/sessions": "one person's sessions, the hundred used last",
    "/v1/flags": "an organisation sets a hundred features at most",
    "/v1/billing/plans": "the plans that there are",
    "/v1/billing/invoices": "the newest hundred; all of them are in the portal",
    "/v1/auth/passkeys": "a person has at most twenty",
    "/v1/api-keys": "an organisation has at most a hundred",
    "/v1/service-accounts": "an organisation has at most fifty",
    "/v1/providers": "as many as are configured",
    "/v1/audits/{audit_id}/icps": "a panel has at most so many",
    "/v1/audits/{audit_id}/conversations": "a panel has at most so many",
    "/v1/icps": "five that are planned for, and at most fifty that people spoke of",
    "/v1/classifications": "the prompts of one panel",
    "/v1/brands": "the brands around one website, ranked: a page of it has no meaning alone",
    "/v1/graph/substitutes": "the first of a ranking",
    "/v1/graph/beliefs": "one for each kind of belief",
    "/v1/graph/neighbours": "the first of a ranking",
    "/v1/graph/paths": "the first of a ranking",
}
"""Pages that are always the whole list: each with what bounds it."""
_BY_HAND = re.compile(r"app\.state\.|\.role\s*(?:==|!=|not in|in)\s|_CLOCK\b|SystemClock")
"""What a file of routes leaves to ``provided``, ``Viewer`` and its kin, and a clock that it is given."""


def is_page(model: Any) -> bool:
    """Whether a route answers with the envelope, as it is: nothing is told beside the items and the next page."""
    return inspect.isclass(model) and issubclass(model, Page) and set(model.model_fields) == {"items", "next"}


def is_own(model: Any) -> bool:
    """Whether a route answers a list in a shape of its own: as an array, or in another envelope than a page."""
    if get_origin(model) in (list, tuple, set, frozenset):
        return True
    if not inspect.isclass(model) or not issubclass(model, BaseModel):
        return get_origin(model) is not dict and any(map(is_own, get_args(model)))
    fields = {name: is_own(field.annotation) for name, field in model.model_fields.items()}
    return not is_page(model) and (fields.get("items", False) or (len(fields) == 1 and all(fields.values())))


def by_hand(source: str) -> list[str]:
    return [match.group().strip() for match in _BY_HAND.finditer(source)]


def taking_cursors() -> set[str]:
    routes = [route for service in SERVICES for route in routes_of(service)]
    found = (
        route for route in routes for each in dependants(route) for own in each.query_params if own.name == "after"
    )
    return {route.path for route in found}


def test_every_list_is_a_page() -> None:
    routes = [route for service in SERVICES for route in routes_of(service)]
    assert not [route.path for route in routes if is_own(route.response_model)]


def test_a_page_goes_on_behind_a_cursor_or_is_whole_for_a_reason() -> None:
    pages = {route.path for service in SERVICES for route in routes_of(service) if is_page(route.response_model)}
    assert pages - taking_cursors() == set(WHOLE), "a list that can grow takes `after`; what is gone goes off the table"
    assert taking_cursors() <= pages
    assert len(taking_cursors()) >= 10


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
    ("planted", "own"),
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
        (PageWithTotal, True),
        (Thing, False),
        (dict[str, list[Thing]], False),
        (None, False),
    ],
)
def test_a_list_in_a_shape_of_its_own_is_found_in_whatever_envelope(planted: Any, own: bool) -> None:
    assert is_own(planted) is own


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
