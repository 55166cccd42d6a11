"""HTTP: the customers of a website as they are planned for, and what people say of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from common.audit_log import note
from common.contracts.vocabulary import Statement
from common.http import SOME_ID, Body, Page, PageAsked, Principal, like, needs, paged, provided, refuses, whole
from common.primitives.clock import Clock
from common.primitives.errors import Conflict, Invalid, NotFound
from common.primitives.ids import uuid7
from common.primitives.numbers import Count
from common.stores.postgres import Database, Tx
from simulator.plans.corrections import store as facts
from simulator.plans.corrections.store import KnownIcp
from simulator.plans.rules.said import ICP_FIELDS, ICPS, IcpFacts, IcpField, values_of

router = APIRouter(prefix="/v1/icps", tags=["icps"])
Reader = Annotated[Principal, needs("icps:read")]
Writer = Annotated[Principal, needs("icps:write")]
CurrentDatabase = Annotated[Database, Depends(provided(Database))]
CurrentClock = Annotated[Clock, Depends(provided(Clock))]
FactsAsked = Annotated[PageAsked, Depends(paged("icp-facts", int, str))]
MOST = 50
"""Customers of one website that people may have spoken of."""


class FieldView(Body):
    """One field: what holds, what was planned, and what a person said."""

    field: IcpField
    value: Any = Field(description="What holds, in the form in which it is said; null where nothing is known.")
    planned: Any = Field(description="What was planned, in the same form; null of a customer no plan has had yet.")
    said: Any = Field(description="What a person said of it; null where nobody did.")
    said_by: UUID | None = None
    said_at: datetime | None = None


class IcpView(BaseModel):
    """A customer of a website as the next plan will have it."""

    id: UUID
    website_id: UUID
    language: str | None = Field(description="Language of the plans that it belongs to; null before its first plan.")
    sequence_number: int | None = Field(description="Place in the newest plan; null where it is not in it.")
    active: bool = Field(description="Whether it may be asked for; false: a person paused it.")
    pending: bool = Field(description="Whether people said something that the next plan will be the first to follow.")
    revision: int = Field(description="How often people spoke; give it with a change, so that nobody is run over.")
    fields: tuple[FieldView, ...] = Field(description="Every field that a person may correct.")
    statements: tuple[Statement, ...] = Field(description="What the fields rest on, by their texts.")


class SaidView(BaseModel):
    """One entry of the trail: who said what of a field, when. A null value took the field back."""

    model_config = ConfigDict(extra="ignore")

    revision: int
    field: IcpField
    value: Any
    said_by: UUID
    said_at: datetime


class NewFacts(BaseModel):
    """What is said of some fields. A field that is left out stays; null takes back what was said of it."""

    model_config = like({"revision": 0, "facts": {"goals": ["Sell more candles in winter"]}})

    revision: Count = Field(description="The revision that was shown.")
    facts: IcpFacts


class NewIcp(Body):
    """A customer that no plan has: it takes a place among the five of the next one."""

    model_config = like({"website_id": SOME_ID, "facts": {"name": "Candle shop owner"}})

    website_id: UUID
    facts: IcpFacts = Field(description="What it is like; its name at least.")


@router.get("")
async def list_icps(website_id: UUID, principal: Reader, database: CurrentDatabase) -> Page[IcpView]:
    """Those of the newest plan by place, then others that people spoke of. Empty before the first plan."""
    async with database.begin(principal.tenant) as tx:
        found = await facts.known(tx, website_id)
    return whole(_view(each) for each in found if each.place is not None or each.facts.fields)


@router.post("", status_code=201)
@refuses("website-not-found", "site-not-analysed", "icp-exists", "icps-full", "icp-without-name")
async def add_icp(new: NewIcp, principal: Writer, database: CurrentDatabase, clock: CurrentClock) -> IcpView:
    """Add a customer. Where one of that name is known already, the problem names its `icp_id`."""
    if new.facts.name is None:
        raise Invalid("icp-without-name", "A customer needs a name.")
    async with database.begin(principal.tenant) as tx:
        await facts.take_turns(tx, new.website_id)
        if not await facts.website_known(tx, new.website_id):
            raise NotFound("site-not-analysed", "This website has not been analysed yet; an audit does it.")
        added = KnownIcp(uuid7(), new.website_id)
        await facts.say(tx, added, _given(new.facts), by=principal.user_id, now=clock.now())
        note(tx, principal, "icp.added", added.id, website_id=new.website_id)
        return _view(await _checked(tx, added, named=True))


@router.patch("/{icp_id}")
@refuses("icp-not-found", "website-not-found", "icp-changed", "icp-exists", "icps-full", "icp-without-name")
async def correct_icp(
    icp_id: UUID, new: NewFacts, principal: Writer, database: CurrentDatabase, clock: CurrentClock
) -> IcpView:
    """Say what is so. It holds for every plan to come; `active` false pauses a customer, true has it stand again."""
    async with database.begin(principal.tenant) as tx:
        icp = await _held(tx, icp_id)
        if icp.revision != new.revision:
            raise Conflict("icp-changed", "Somebody has said something of this customer meanwhile. Look at it again.")
        values = _given(new.facts)
        if values:
            await facts.say(tx, icp, values, by=principal.user_id, now=clock.now())
            note(tx, principal, "icp.corrected", icp_id, website_id=icp.website_id, fields=", ".join(sorted(values)))
        return _view(await _checked(tx, icp, named="name" in values) if values else icp)


@router.get("/{icp_id}/facts")
@refuses("icp-not-found")
async def read_facts(icp_id: UUID, principal: Reader, database: CurrentDatabase, page: FactsAsked) -> Page[SaidView]:
    """Who said what of a customer, the newest first."""
    async with database.begin(principal.tenant) as tx:
        await _website(tx, icp_id)
        before = None if page.after is None else (page.after[0], page.after[1])
        rows = await facts.history(tx, icp_id, limit=page.fetch, before=before)
    shown, more = page.cut(rows, key=lambda row: (row["revision"], row["field"]))
    return Page(items=[SaidView.model_validate(dict(row)) for row in shown], next=more)


def _given(said: IcpFacts) -> Mapping[str, Any]:
    """The fields that were spoken of, those that are taken back included."""
    return said.model_dump(mode="json", include=said.model_fields_set)


async def _website(tx: Tx, icp_id: UUID) -> UUID:
    website_id = await facts.website_of(tx, icp_id)
    if website_id is None:
        raise NotFound("icp-not-found", "There is no such customer.")
    return website_id


async def _held(tx: Tx, icp_id: UUID) -> KnownIcp:
    """A customer that may be spoken of, with the word held: one that is planned for, or that people spoke of."""
    website_id = await _website(tx, icp_id)
    await facts.take_turns(tx, website_id)
    found = next((each for each in await facts.known(tx, website_id) if each.id == icp_id), None)
    if found is None:
        raise NotFound("icp-not-found", "This customer is in no plan any more.")
    return found


async def _checked(tx: Tx, spoken_of: KnownIcp, *, named: bool) -> KnownIcp:
    """A customer after a word, which is refused where a plan could not follow it; ``named``: it was about the name."""
    known = await facts.known(tx, spoken_of.website_id)
    icp = next(each for each in known if each.id == spoken_of.id)
    others = [each for each in known if each.id != icp.id and each.speaks(icp.language)]
    if icp.name is None:
        raise Invalid("icp-without-name", "A customer needs a name.")
    same = next((each for each in others if _key(each.name) == _key(icp.name)), None)
    if named and same is not None:
        raise Conflict("icp-exists", f"There is a customer called {same.name} already.", icp_id=str(same.id))
    if icp.word.held and sum(each.word.held for each in others) >= ICPS:
        raise Conflict(
            "icps-full", f"People spoke of {ICPS} other customers, and a plan has no more: pause one of them."
        )
    if sum(bool(each.rows) for each in known) > MOST:
        raise Conflict("icps-full", f"People spoke of {MOST} other customers of this website.")
    return icp


def _key(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _view(icp: KnownIcp) -> IcpView:
    profile = icp.profile
    return IcpView(
        id=icp.id,
        website_id=icp.website_id,
        language=icp.language,
        sequence_number=icp.place,
        active=not icp.word.paused,
        pending=icp.pending,
        revision=icp.revision,
        fields=tuple(_fields(icp)),
        statements=profile.statements if profile else (),
    )


def _fields(icp: KnownIcp) -> list[FieldView]:
    planned: Mapping[IcpField, Any] = values_of(icp.planned) | {"active": True} if icp.planned else {}
    said = icp.facts.model_dump(mode="json")
    shown = []
    for field in ICP_FIELDS:
        row, was = icp.rows.get(field), planned.get(field)
        own = {"said_by": row["said_by"], "said_at": row["said_at"]} if row and said[field] is not None else {}
        value = was if said[field] is None else said[field]
        shown.append(FieldView(field=field, value=value, planned=was, said=said[field], **own))
    return shown
