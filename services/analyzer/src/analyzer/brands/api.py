"""HTTP: what people decide about brands."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from analyzer.brands import decisions
from analyzer.brands.rules.curation import CuratedBrand, Decision, decided
from analyzer.shared.http import CurrentClock, CurrentDatabase
from common.audit_log import Fact, note
from common.contracts.analyzer import BrandDecided
from common.contracts.vocabulary import BrandDecisionKind, BrandStanding
from common.http import Body, Page, PageAsked, Principal, like, needs, paged, refuses
from common.primitives.errors import Conflict, Invalid, NotFound
from common.primitives.numbers import Count
from common.primitives.text import Given, Name
from common.stores.postgres import Tx

router = APIRouter(tags=["brands"])
Reader = Annotated[Principal, needs("brands:read")]
Writer = Annotated[Principal, needs("brands:write")]
DecisionsAsked = Annotated[PageAsked, Depends(paged("decisions", int))]
Host = Annotated[str, Field(min_length=3, pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,}$"), Given(253)]


class NewDecision(Body):
    """What to do with a brand. ``version`` is the one that was shown: a decision made meanwhile is not run over."""

    model_config = like({"decision": "rename", "version": 0, "name": "Tillvane"})

    decision: BrandDecisionKind
    version: Count
    name: Name | None = Field(default=None, description="For rename.")
    aliases: list[Name] = Field(default_factory=list, max_length=100, description="For spell: all other names.")
    domains: list[Host] = Field(default_factory=list, max_length=50, description="For spell: all hosts.")
    exact_case: bool = Field(default=False, description="For spell: names count in the case in which they are listed.")
    into: UUID | None = Field(default=None, description="For merge: the brand it becomes a part of.")
    excluded: list[Name] = Field(
        default_factory=list, max_length=100, description="For exclude: all words and phrases that never mean it."
    )


class CuratedView(BaseModel):
    """A brand as people left it."""

    model_config = ConfigDict(from_attributes=True)

    brand_id: UUID
    name: str
    standing: BrandStanding
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    exact_case: bool
    merged_into: UUID | None
    version: int
    excluded: tuple[str, ...] = Field(default=(), description="Words and phrases that never mean it.")


class DecisionView(BaseModel):
    """One entry of the trail: who decided what, when, and what it changed."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    revision: int
    decision: BrandDecisionKind
    decided_by: UUID
    decided_at: datetime
    before: CuratedView
    after: CuratedView


@router.get("/v1/brands/{brand_id}")
@refuses("brand-not-found")
async def read_brand(brand_id: UUID, principal: Reader, database: CurrentDatabase) -> CuratedView:
    """A brand as people left it; version 0 where nobody has decided anything."""
    async with database.begin(principal.tenant) as tx:
        return CuratedView.model_validate(await _known(tx, brand_id))


@router.get("/v1/brands/{brand_id}/decisions")
@refuses("brand-not-found")
async def read_decisions(
    brand_id: UUID, principal: Reader, database: CurrentDatabase, page: DecisionsAsked
) -> Page[DecisionView]:
    """The trail of a brand, the newest decision first."""
    async with database.begin(principal.tenant) as tx:
        await _known(tx, brand_id)
        rows = await decisions.trail(tx, brand_id, limit=page.fetch, before=page.after[0] if page.after else None)
    shown, more = page.cut(rows, key=lambda row: (row["revision"],))
    return Page(items=[DecisionView.model_validate(dict(row)) for row in shown], next=more)


@router.post("/v1/brands/{brand_id}/decisions", status_code=201)
@refuses(
    "brand-not-found", "brand-name-missing", "brand-changed", "brand-merged", "brand-not-merged", "brand-merge-target",
    "brand-has-parts", "brand-excludes-itself", "brand-own", "alias-taken",
)  # fmt: skip
async def decide(
    brand_id: UUID, new: NewDecision, principal: Writer, database: CurrentDatabase, clock: CurrentClock
) -> CuratedView:
    """Confirm, reject, rename, spell, exclude words, merge or split, unless somebody decided meanwhile.

    Answers that come from now on are read by it; those that are here are when a re-scoring is asked for.
    """
    async with database.begin(principal.tenant) as tx:
        await decisions.take_turns(tx)
        before = await _known(tx, brand_id)
        if before.version != new.version:
            raise Conflict("brand-changed", "Somebody has decided about this brand meanwhile. Look at it again.")
        after = decided(before, await _checked(tx, brand_id, new))
        await _refuse_taken(tx, before, after)
        by, now = principal.user_id, clock.now()
        decision_id, revision = await decisions.keep(tx, new.decision, before, after, by=by, now=now)
        tx.emit(_announced(principal, after, new.decision, decision_id, revision))
        facts: dict[str, Fact] = {"decision": new.decision, "name": after.name, "decision_id": decision_id}
        note(tx, principal, "brand.decided", brand_id, **facts)
    return CuratedView.model_validate(after)


async def _checked(tx: Tx, brand_id: UUID, new: NewDecision) -> Decision:
    if new.decision == "rename" and new.name is None:
        raise Invalid("brand-name-missing", "A new name is needed.")
    if new.decision == "merge":
        target = await _known(tx, new.into) if new.into else None
        if target is not None and target.merged_into is not None:
            raise Conflict("brand-merge-target", "That brand is itself part of another one.")
        if await decisions.is_merge_target(tx, brand_id):
            raise Conflict("brand-has-parts", "Other brands are part of this one. Split them first.")
    if new.decision == "reject" and await decisions.is_own(tx, brand_id):
        raise Conflict("brand-own", "This is your own brand: it is what is measured, and no mistake of the answers.")
    return Decision(
        new.decision, new.name, tuple(new.aliases), tuple(new.domains), new.exact_case, new.into, tuple(new.excluded)
    )


async def _refuse_taken(tx: Tx, before: CuratedBrand, after: CuratedBrand) -> None:
    """Refuse a new name or alias that is another brand's: an answer could not tell the two apart."""
    told = {*after.aliases, after.name} - {*before.aliases, before.name}
    if told:
        taken = await decisions.taken(tx, after.brand_id, sorted(told))
        if taken is not None:
            spelling, name = taken
            raise Conflict("alias-taken", f"'{spelling}' means {name} already. Take it from there, or merge the two.")


def _announced(
    principal: Principal, brand: CuratedBrand, kind: BrandDecisionKind, decision_id: UUID, revision: int
) -> BrandDecided:
    return BrandDecided(
        tenant_id=principal.tenant, brand_id=brand.brand_id, decision_id=decision_id, decision=kind, revision=revision,
        decided_by=principal.user_id, name=brand.name, standing=brand.standing, aliases=brand.aliases,
        domains=brand.domains, exact_case=brand.exact_case, merged_into=brand.merged_into, excluded=brand.excluded,
    )  # fmt: skip


async def _known(tx: Tx, brand_id: UUID) -> CuratedBrand:
    known = await decisions.curated(tx, brand_id)
    if known is None:
        raise NotFound("brand-not-found", "There is no such brand.")
    return known
