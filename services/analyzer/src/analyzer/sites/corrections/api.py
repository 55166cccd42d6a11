"""HTTP: a business as it is understood, and what people say of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field

from analyzer.shared.arrivals import known_website
from analyzer.shared.http import CurrentClock, CurrentDatabase, View
from analyzer.sites import store
from analyzer.sites.corrections import store as facts
from analyzer.sites.corrections.handlers import answer_waiting, weak_proposal
from analyzer.sites.rules.analysis import WebsiteAnalysis
from analyzer.sites.rules.said import (
    FACT_FIELDS,
    Facts,
    accepted,
    asked_for,
    changes,
    claimed_twice,
    corrected,
    values_of,
)
from common.audit_log import note
from common.contracts.vocabulary import CategoryProposal, FactField, NamedOther
from common.http import Body, Page, PageAsked, Principal, like, needs, paged, refuses
from common.primitives.errors import Conflict, NotFound
from common.primitives.numbers import Count
from common.stores.postgres import Tx

router = APIRouter(prefix="/v1/sites", tags=["sites"])
Reader = Annotated[Principal, needs("sites:read")]
Writer = Annotated[Principal, needs("sites:write")]
FactsAsked = Annotated[PageAsked, Depends(paged("site-facts", int, str))]


class FieldView(View):
    """One field: what holds, what the site was read to say, and how sure that is."""

    field: FactField
    value: Any = Field(description="What holds, in the form in which it is said; null where nothing is known.")
    read: Any = Field(description="What the site was read to say, in the same form.")
    said: Any = Field(description="What a person said of it, as it was said; null where nobody did.")
    score: float | None = Field(description="0 to 1, 1 where a person said so; null where it was not scored.")
    witnesses: int | None = Field(description="Independent places of the site that speak for it.")
    reason: str | None
    missing: bool = Field(description="Whether an audit would ask for it.")
    said_by: UUID | None = None
    said_at: datetime | None = None


class ChangeView(View):
    """A field that the newest analysis reads otherwise than the one before."""

    field: FactField
    before: Any
    after: Any


class SiteView(View):
    """A business as it is understood now: the newest analysis with what people said."""

    website_id: UUID
    analysis_id: UUID
    version: str
    analyzed_at: datetime
    revision: int = Field(description="How often people spoke; give it with a change, so that nobody is run over.")
    fields: tuple[FieldView, ...] = Field(description="Every field that a person may correct.")
    proposals: tuple[CategoryProposal, ...] = Field(description="What the category may be, the best first.")
    others: tuple[NamedOther, ...] = Field(description="Names on the site that count as no rivals.")
    changed: tuple[ChangeView, ...] = Field(description="What the newest crawl reads otherwise than the one before.")
    waiting: tuple[UUID, ...] = Field(description="Audits that wait for a person's word.")


class SaidView(View):
    """One entry of the trail: who said what of a field, when. A null value took the field back."""

    revision: int
    field: FactField
    value: Any
    said_by: UUID
    said_at: datetime


class NewFacts(Body):
    """What is said of some fields. A field that is left out stays; null takes back what was said of it."""

    model_config = like({"revision": 0, "facts": {"category": {"text": "candle shops"}}})

    revision: Count = Field(description="The revision that was shown.")
    facts: Facts


class Acceptance(Body):
    """That what is proposed is right."""

    model_config = like({"revision": 0})

    revision: Count = Field(description="The revision that was shown.")


@router.get("/{website_id}")
@refuses("website-not-found", "site-not-analysed")
async def read_site(website_id: UUID, principal: Reader, database: CurrentDatabase) -> SiteView:
    """What is known of the business, field by field, and what is missing."""
    async with database.begin(principal.tenant) as tx:
        return await _view(tx, website_id)


@router.patch("/{website_id}")
@refuses("website-not-found", "site-not-analysed", "site-changed", "alias-taken")
async def correct_site(
    website_id: UUID, new: NewFacts, principal: Writer, database: CurrentDatabase, clock: CurrentClock
) -> SiteView:
    """Say what is so. It holds for every crawl to come; an audit that waited for it goes on."""
    values = new.facts.model_dump(mode="json", include=new.facts.model_fields_set)
    async with database.begin(principal.tenant) as tx:
        kept, _ = await _unchanged(tx, website_id, new.revision)
        if values:
            await facts.say(tx, website_id, values, new.revision + 1, by=principal.user_id, now=clock.now())
            note(tx, principal, "website.corrected", website_id, fields=", ".join(sorted(values)))
        said = await facts.said_of(tx, website_id)
        _refuse_clash(corrected(kept.found, said.facts), new.facts)
        for command in await facts.waiting(tx, website_id):
            await answer_waiting(tx, command, said)
        return await _view(tx, website_id)


@router.post("/{website_id}/acceptance")
@refuses("website-not-found", "site-not-analysed", "site-changed", "nothing-proposed", "proposal-weak")
async def accept_proposals(website_id: UUID, new: Acceptance, principal: Writer, database: CurrentDatabase) -> SiteView:
    """Let the audits that wait go on with what is proposed, unseen. It is nobody's word: the next one asks again."""
    async with database.begin(principal.tenant) as tx:
        kept, said = await _unchanged(tx, website_id, new.revision)
        value = corrected(kept.found, said.facts)
        if accepted(value) is None:
            raise Conflict("nothing-proposed", "The site says too little for a proposal; say what the business is.")
        if (weak := weak_proposal(value)) is not None:
            raise Conflict("proposal-weak", f"Too little speaks for the best proposal, {weak}: say the category.")
        for command in await facts.waiting(tx, website_id):
            await answer_waiting(tx, command, said, accept=True)
        note(tx, principal, "website.accepted", website_id, revision=new.revision)
        return await _view(tx, website_id)


@router.get("/{website_id}/facts")
@refuses("website-not-found")
async def read_facts(
    website_id: UUID, principal: Reader, database: CurrentDatabase, page: FactsAsked
) -> Page[SaidView]:
    """Who said what, the newest first."""
    async with database.begin(principal.tenant) as tx:
        await known_website(tx, website_id)
        before = None if page.after is None else (page.after[0], page.after[1])
        rows = await facts.history(tx, website_id, limit=page.fetch, before=before)
    shown, more = page.cut(rows, key=lambda row: (row["revision"], row["field"]))
    return Page(items=[SaidView.model_validate(dict(row)) for row in shown], next=more)


def _refuse_clash(value: WebsiteAnalysis, new: Facts) -> None:
    clash = claimed_twice(value, new)
    if clash is not None:
        name, one, other = clash
        raise Conflict("alias-taken", f"'{name}' would mean both {one} and {other}. Take it from one of them.")


async def _unchanged(tx: Tx, website_id: UUID, revision: int) -> tuple[store.KeptAnalysis, facts.Said]:
    """The newest analysis and what was said so far; nobody else speaks until the transaction has ended.

    ``Conflict`` where somebody spoke since ``revision``.
    """
    await facts.take_turns(tx, website_id)
    newest, said = await _newest(tx, website_id), await facts.said_of(tx, website_id)
    if said.revision != revision:
        raise Conflict("site-changed", "Somebody has said something of this site meanwhile. Look at it again.")
    return newest[0], said


async def _newest(tx: Tx, website_id: UUID) -> list[store.KeptAnalysis]:
    await known_website(tx, website_id)
    newest = await store.newest_analyses(tx, website_id)
    if not newest:
        raise NotFound("site-not-analysed", "This website has not been analysed yet; an audit does it.")
    return newest


async def _view(tx: Tx, website_id: UUID) -> SiteView:
    newest = await _newest(tx, website_id)
    said = await facts.said_of(tx, website_id)
    found = newest[0].found
    value = corrected(found, said.facts)
    changed = changes(newest[1].found, found) if len(newest) > 1 else ()
    whose: Mapping[str, Any] = {name: getattr(newest[0], name) for name in ("website_id", "version", "analyzed_at")}
    return SiteView(
        **whose,
        analysis_id=newest[0].id,
        revision=said.revision,
        fields=_fields(found, value, said),
        proposals=value.proposals,
        others=value.others,
        changed=tuple(ChangeView(field=each.field, before=each.before, after=each.after) for each in changed),
        waiting=tuple(command.audit_id for command in await facts.waiting(tx, website_id)),
    )


def _fields(found: WebsiteAnalysis, value: WebsiteAnalysis, said: facts.Said) -> tuple[FieldView, ...]:
    read, now, missing = values_of(found), values_of(value), asked_for(value)
    scores = {each.field: each for each in value.understood}
    shown = []
    for field in FACT_FIELDS:
        score, row = scores.get(field), said.rows.get(field)
        known = {"score": score.score, "witnesses": score.witnesses, "reason": score.reason} if score else {}
        whose = {"said_by": row["said_by"], "said_at": row["said_at"]} if row and row["value"] is not None else {}
        plain = {"score": None, "witnesses": None, "reason": None}
        view = {"field": field, "value": now[field], "read": read[field], "missing": field in missing,
                "said": row["value"] if row else None}  # fmt: skip
        shown.append(FieldView.model_validate({**plain, **view, **known, **whose}))
    return tuple(shown)
