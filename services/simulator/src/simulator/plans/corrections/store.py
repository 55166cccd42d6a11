"""What people said of a website's customers, and what was planned of them: SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, or_, select, text, tuple_, union
from sqlalchemy.dialects.postgresql import distinct_on, insert

from common.contracts.vocabulary import Profile
from common.primitives.text import AS_KEPT
from common.stores.postgres import Tx
from simulator.plans.rules.languages.pack import code_of
from simulator.plans.rules.planning import Plan
from simulator.plans.rules.said import IcpFacts, Said, Word, worded
from simulator.plans.tables import icp_facts, icps, website_analyses

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('icp-facts'), hashtext(:website))")
_NOTHING = IcpFacts()


@dataclass(frozen=True, slots=True)
class KnownIcp:
    """A customer as it is known now.

    ``planned``: before people's words, None where no plan has had it yet; so is ``language``, that of its plans.
    ``place`` among the customers of the newest plan, None where it is not one of them; ``asked_with``: the words
    that it was last planned with; ``rows``: who said last what of each field.
    """

    id: UUID
    website_id: UUID
    planned: Profile | None = None
    language: str | None = None
    place: int | None = None
    asked_with: Mapping[str, Any] = field(default_factory=dict)
    facts: IcpFacts = _NOTHING
    revision: int = 0
    rows: Mapping[str, RowMapping] = field(default_factory=dict)

    @property
    def word(self) -> Word:
        """What planning is told."""
        return Word(self.id, self.facts, self.planned)

    @property
    def profile(self) -> Profile | None:
        """The profile with people's words; None before the first plan of an added customer."""
        return worded(self.planned, self.facts) if self.planned else None

    @property
    def name(self) -> str | None:
        """What it is called; None where nobody and nothing says so."""
        return self.facts.name or (self.planned.name if self.planned else None)

    @property
    def pending(self) -> bool:
        """Whether the next plan will differ from the newest one by what was said."""
        stands = self.place is not None
        turned = (self.word.paused and stands) or (self.word.held and not stands)
        return turned or self.facts.words != dict(self.asked_with)

    def speaks(self, language: str | None) -> bool:
        """Whether it belongs into plans of a language; before its first plan, into any."""
        return self.language is None or language is None or self.language == language


async def take_turns(tx: Tx, website_id: UUID) -> None:
    """Whoever speaks of a website's customers waits for whoever else does: no word is missed. ``NotFound`` where it
    was erased."""
    await tx.hold_website(website_id)
    await tx.execute(_LOCK, {"website": str(website_id)})


async def website_known(tx: Tx, website_id: UUID) -> bool:
    """Whether an analysis of the website has arrived here."""
    table = website_analyses
    query = select(table.c.id).where(table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id).limit(1)
    return (await tx.execute(query)).first() is not None


async def website_of(tx: Tx, icp_id: UUID) -> UUID | None:
    """The website of a customer that was planned or added; None where there is no such customer."""
    planned = select(icps.c.website_id).where(icps.c.tenant_id == tx.tenant_id, icps.c.id == icp_id)
    added = select(icp_facts.c.website_id).where(icp_facts.c.tenant_id == tx.tenant_id, icp_facts.c.icp_id == icp_id)
    return (await tx.execute(union(planned, added))).scalar_one_or_none()


async def known(tx: Tx, website_id: UUID) -> list[KnownIcp]:
    """The website's customers: those of the newest plan by place, then those that people spoke of, as they began to."""
    said = await _rows(tx, website_id)
    query = select(icps).where(
        icps.c.tenant_id == tx.tenant_id, icps.c.website_id == website_id, or_(icps.c.is_active, icps.c.id.in_(said))
    )
    planned = {row["id"]: row for row in (await tx.execute(query)).mappings()}
    found = [_known(icp_id, website_id, planned.get(icp_id), said.get(icp_id, [])) for icp_id in {**planned, **said}]
    began = {icp_id: place for place, icp_id in enumerate(said)}
    return sorted(found, key=lambda each: (each.place or len(planned) + 1, began.get(each.id, 0), each.id))


async def said_of(tx: Tx, website_id: UUID, language: str) -> Said:
    """What a plan in ``language`` is told of a website's customers: words of another language are for other plans."""
    found = [each for each in await known(tx, website_id) if each.speaks(code_of(language))]
    words = tuple(each.word for each in found if each.facts.fields)
    return Said(words, {each.id: each.place for each in found if each.place is not None})


async def spoken_otherwise(tx: Tx, plan: Plan) -> frozenset[UUID]:
    """The customers of a plan of whom people now say something else than when they were last planned."""
    words = {seat.customer.profile.id: seat.facts.words for seat in plan.seats}
    query = select(icps.c.id, icps.c.said).where(icps.c.tenant_id == tx.tenant_id, icps.c.id.in_(words))
    return frozenset(row.id for row in await tx.execute(query) if (row.said or {}) != words[row.id])


async def say(tx: Tx, icp: KnownIcp, values: Mapping[str, Any], *, by: UUID, now: datetime) -> None:
    """Keep what was said of some fields as the next revision; None takes a field back."""
    rows = [
        {"tenant_id": tx.tenant_id, "website_id": icp.website_id, "icp_id": icp.id, "revision": icp.revision + 1,
         "field": name, "value": value, "said_by": by, "said_at": now}
        for name, value in sorted(values.items())
    ]  # fmt: skip
    await tx.execute(insert(icp_facts), rows)


async def history(tx: Tx, icp_id: UUID, *, limit: int, before: tuple[int, str] | None) -> Sequence[RowMapping]:
    """Everything that was said of a customer, the newest first, from behind the key ``before`` (revision, field)."""
    table = icp_facts
    query = select(table).where(table.c.tenant_id == tx.tenant_id, table.c.icp_id == icp_id)
    if before is not None:
        query = query.where(tuple_(table.c.revision, table.c.field) < before)
    query = query.order_by(table.c.revision.desc(), table.c.field.desc()).limit(limit)
    return (await tx.execute(query)).mappings().all()


async def _rows(tx: Tx, website_id: UUID) -> dict[UUID, list[RowMapping]]:
    """What was said last of each field, by customer, in the order in which they were first spoken of."""
    table = icp_facts
    own = (table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id)
    newest = (
        select(table)
        .where(*own)
        .ext(distinct_on(table.c.icp_id, table.c.field))
        .order_by(table.c.icp_id, table.c.field, table.c.revision.desc())
    )
    first = select(table.c.icp_id).where(*own, table.c.revision == 1).order_by(table.c.said_at, table.c.icp_id)
    found: dict[UUID, list[RowMapping]] = {icp_id: [] for icp_id in (await tx.execute(first)).scalars()}
    for row in (await tx.execute(newest)).mappings():
        found[row["icp_id"]].append(row)
    return found


def _known(icp_id: UUID, website_id: UUID, planned: RowMapping | None, said: Sequence[RowMapping]) -> KnownIcp:
    rows = {row["field"]: row for row in said}
    return KnownIcp(
        id=icp_id,
        website_id=website_id,
        planned=_profile(planned) if planned else None,
        language=planned["language"] if planned else None,
        place=planned["sequence_number"] if planned and planned["is_active"] else None,
        asked_with=(planned["said"] or {}) if planned else {},
        facts=IcpFacts.model_validate({name: row["value"] for name, row in rows.items()}, context={AS_KEPT: True}),
        revision=max((row["revision"] for row in said), default=0),
        rows=rows,
    )


def _profile(row: RowMapping) -> Profile:
    """What was planned; of a plan of before this was kept, as far as the columns tell it."""
    if row["planned"] is not None:
        return Profile.model_validate(row["planned"])
    lists = ("pain_points", "goals", "motivations", "objections", "decision_factors", "information_sources")
    person = {name: value for name, value in (row["demographics"] or {}).items() if name in Profile.model_fields}
    plain = ("id", "sequence_number", "name", "buying_journey_stage", "trigger")
    return Profile(
        **{name: row[name] for name in plain},
        **{name: tuple(row[name] or ()) for name in lists},
        **person,
        **(row["professional_profile"] or {}),
        description=row["description"] or row["name"],
        writing=row["writing"] or "plain",
        statements=tuple(row["statements"] or ()),
    )
