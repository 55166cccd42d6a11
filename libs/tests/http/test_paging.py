"""Pages of a list: every item once, in order, and a cursor is nothing but the `next` of the same list."""

import base64
import json
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter, Depends
from hypothesis import given
from hypothesis import strategies as st

from common.http import Checks, Page, PageAsked, create_app, paged
from common.http.paging import Keyset
from common.primitives.errors import Invalid
from common.primitives.ids import derived_id
from common.testing.http import client_of
from common.testing.tokens import KnownTokens

pytestmark = pytest.mark.pure
KNOWN = [derived_id("item", number) for number in range(7)]
THINGS = Keyset("things", (UUID,))
MOMENTS = Keyset("moments", (datetime, UUID))
router = APIRouter()


@router.get("/things")
async def list_things(page: Annotated[PageAsked, Depends(paged("things", UUID, size=3, largest=5))]) -> Page[UUID]:
    rows = sorted(each for each in KNOWN if page.after_id is None or each > page.after_id)[: page.fetch]
    shown, more = page.cut(rows, lambda row: (row,))
    return Page(items=list(shown), next=more)


async def _get(**params: Any) -> httpx.Response:
    app = create_app("example", description="", routers=[router], verifier=KnownTokens(), checks=Checks())
    async with client_of(app) as client:
        return await client.get("/things", params=params)


@pytest.mark.parametrize("limit", range(1, 6))
async def test_pages_tell_every_item_once_and_the_last_one_says_so(limit: int) -> None:
    found: list[str] = []
    params: dict[str, Any] = {"limit": limit}
    while params.get("after", "" if not found else None) is not None:
        page = (await _get(**params)).json()
        assert len(page["items"]) == min(limit, len(KNOWN) - len(found)), "no page is empty"
        found += page["items"]
        params["after"] = page["next"]
    assert found == sorted(map(str, KNOWN))


async def test_a_list_has_a_size_and_a_limit_of_its_own() -> None:
    assert len((await _get()).json()["items"]) == 3
    for limit in (0, 6, "x"):
        assert (await _get(limit=limit)).json()["type"] == "urn:brandmon:problem:invalid-request"


@given(st.datetimes(timezones=st.timezones()), st.uuids())
def test_a_cursor_stands_for_its_key(moment: datetime, own: UUID) -> None:
    in_utc = moment.replace(year=2026).astimezone(UTC) if moment.year in (1, 9999) else moment.astimezone(UTC)
    assert MOMENTS.key(MOMENTS.cursor((in_utc, own))) == (in_utc, own)


def _sealed(parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


OWN = str(KNOWN[0])


@pytest.mark.parametrize(
    "cursor",
    [
        "", "x", "===", "é", _sealed(7), _sealed({}), _sealed([]), _sealed(["moments"]), _sealed(["things", OWN]),
        THINGS.cursor((KNOWN[0],)), _sealed(["moments", "2026-01-01T00:00:00", OWN]), f"{OWN}.{OWN}",
        _sealed(["moments", "0001-01-01T00:00:00+23:00", OWN]), _sealed(["moments", "2026-01-01T00:00:00Z", 7]),
        _sealed(["moments", "2026-01-01T00:00:00Z", OWN, OWN]), _sealed(["moments", None, OWN]),
    ],
    ids=range(16),
)  # fmt: skip
def test_what_is_no_cursor_of_the_list_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        MOMENTS.key(cursor)
    assert refused.value.type == "cursor-invalid"


@given(st.text(max_size=200))
def test_any_text_is_a_key_or_refused(cursor: str) -> None:
    try:
        THINGS.key(cursor)
    except Invalid as refused:
        assert refused.type == "cursor-invalid"


async def test_who_holds_an_id_from_before_cursors_were_sealed_goes_on_behind_it() -> None:
    first = (await _get(limit=2)).json()
    on = (await _get(after=first["items"][-1])).json()
    assert on == (await _get(after=first["next"])).json()
    pairs = Keyset("pairs", (UUID, UUID))
    assert pairs.key(f"{KNOWN[0]}.{KNOWN[1]}") == (KNOWN[0], KNOWN[1])
