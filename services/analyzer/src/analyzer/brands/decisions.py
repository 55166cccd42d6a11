"""What people decided about brands, and the trail of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, literal, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from analyzer.brands import tables
from analyzer.brands.rules.curation import CuratedBrand, Curation
from analyzer.brands.rules.names import normalized
from common.contracts.vocabulary import BrandDecisionKind
from common.primitives.ids import uuid7
from common.stores.postgres import Tx

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('curation'), hashtext(:tenant))")


async def curation(tx: Tx) -> Curation:
    """All decisions of the transaction's tenant, and their revision: in one statement, so that they belong together."""
    latest, table = _latest(tx).subquery(), tables.curated_brands
    query = select(latest.c.revision, table).select_from(latest.outerjoin(table, table.c.tenant_id == tx.tenant_id))
    rows = (await tx.execute(query)).mappings().all()
    return Curation(tx.tenant_id, rows[0]["revision"], [_curated(row) for row in rows if row["brand_id"] is not None])


async def revision(tx: Tx) -> int:
    """How many decisions the tenant has made."""
    return int((await tx.execute(_latest(tx))).scalar_one())


def _latest(tx: Tx) -> Select[tuple[int]]:
    decisions = tables.brand_decisions
    newest = func.coalesce(func.max(decisions.c.revision), 0).label("revision")
    return select(newest).where(decisions.c.tenant_id == tx.tenant_id)


async def take_turns(tx: Tx) -> None:
    """Decisions of one tenant are made one after the other: each has the next revision."""
    await tx.execute(_LOCK, {"tenant": str(tx.tenant_id)})


async def curated(tx: Tx, brand_id: UUID) -> CuratedBrand | None:
    """A brand as it stands, with what nobody decided as the machine left it; None where there is no such brand."""
    table, brands = tables.curated_brands, tables.brands
    known = select(table).where(table.c.tenant_id == tx.tenant_id, table.c.brand_id == brand_id)
    row = (await tx.execute(known)).mappings().one_or_none()
    if row is not None:
        return _curated(row)
    plain = select(brands).where(brands.c.tenant_id == tx.tenant_id, brands.c.id == brand_id)
    found = (await tx.execute(plain)).mappings().one_or_none()
    return CuratedBrand(brand_id, found["name"]) if found else None


async def is_merge_target(tx: Tx, brand_id: UUID) -> bool:
    """Whether other brands are part of this one."""
    table = tables.curated_brands
    query = select(literal(1)).where(table.c.tenant_id == tx.tenant_id, table.c.merged_into == brand_id).limit(1)
    return (await tx.execute(query)).first() is not None


async def is_own(tx: Tx, brand_id: UUID) -> bool:
    """Whether it is the brand of one of the organisation's own websites."""
    table = tables.brands
    query = select(table.c.is_tracked).where(table.c.tenant_id == tx.tenant_id, table.c.id == brand_id)
    return bool((await tx.execute(query)).scalar_one_or_none())


async def taken(tx: Tx, own: UUID, spellings: Sequence[str]) -> tuple[str, str] | None:
    """The first of some spellings that means another brand, and that brand's name.

    People's word counts, and what websites list: other names of their brands, and the names of the tracked ones.
    """
    known = await curation(tx)
    for spelling in spellings:
        other = known.claimant(own, spelling)
        if other is not None:
            return spelling, other.name
    keys = {normalized(spelling): spelling for spelling in spellings}
    for row in (await tx.execute(_listed(tx, list(keys)))).all():
        free = known.canonical(row.id) == known.canonical(own) or known.is_rejected(row.id)
        if not free:
            return keys[row.spelled], row.name
    return None


def _listed(tx: Tx, keys: Sequence[str]) -> Select[tuple[UUID, str, str]]:
    """Brands that websites list under some normalized names."""
    brands, aliases = tables.brands, tables.aliases
    whose = (aliases.c.tenant_id == brands.c.tenant_id) & (aliases.c.brand_id == brands.c.id)
    other = (
        select(brands.c.id, brands.c.name, aliases.c.normalized_alias.label("spelled"))
        .join(aliases, whose)
        .where(brands.c.tenant_id == tx.tenant_id, aliases.c.normalized_alias.in_(keys))
    )
    tracked = select(brands.c.id, brands.c.name, brands.c.normalized_name).where(
        brands.c.tenant_id == tx.tenant_id, brands.c.normalized_name.in_(keys), brands.c.is_tracked
    )
    named = other.union_all(tracked).subquery()
    return select(named.c.id, named.c.name, named.c.spelled).order_by(named.c.spelled, named.c.name)


async def keep(
    tx: Tx, kind: BrandDecisionKind, before: CuratedBrand, after: CuratedBrand, *, by: UUID, now: datetime
) -> tuple[UUID, int]:
    """Keep a decision and what it makes of the brand; its id and the revision that it made."""
    number, decision_id = await revision(tx) + 1, uuid7()
    row = {
        "tenant_id": tx.tenant_id, "id": decision_id, "brand_id": after.brand_id, "revision": number,
        "decision": kind, "decided_by": by, "decided_at": now, "before": _plain(before), "after": _plain(after),
    }  # fmt: skip
    await tx.execute(insert(tables.brand_decisions).values(row))
    state = _columns(tx, after)
    statement = upsert(tables.curated_brands).values(state)
    changed = {name: statement.excluded[name] for name in state if name not in ("tenant_id", "brand_id")}
    await tx.execute(statement.on_conflict_do_update(index_elements=["tenant_id", "brand_id"], set_=changed))
    whole = await curated(tx, after.merged_into) if after.merged_into else None
    if whole is not None:  # what it is called must be known wherever its parts are
        await tx.execute(upsert(tables.curated_brands).values(_columns(tx, whole)).on_conflict_do_nothing())
    return decision_id, number


def _columns(tx: Tx, brand: CuratedBrand) -> dict[str, Any]:
    listed = {"aliases": list(brand.aliases), "domains": list(brand.domains), "excluded": list(brand.excluded)}
    return {"tenant_id": tx.tenant_id, **asdict(brand), **listed}


async def trail(tx: Tx, brand_id: UUID, *, limit: int, before: int | None = None) -> Sequence[Mapping[Any, Any]]:
    """Decisions about a brand, the newest first: at most ``limit``, of before a revision."""
    table = tables.brand_decisions
    query = select(table).where(table.c.tenant_id == tx.tenant_id, table.c.brand_id == brand_id)
    if before is not None:
        query = query.where(table.c.revision < before)
    return (await tx.execute(query.order_by(table.c.revision.desc()).limit(limit))).mappings().all()


def _curated(row: Mapping[Any, Any]) -> CuratedBrand:
    return CuratedBrand(
        row["brand_id"], row["name"], row["standing"], tuple(row["aliases"]), tuple(row["domains"]),
        row["exact_case"], row["merged_into"], row["version"], tuple(row["excluded"]),
    )  # fmt: skip


def _plain(brand: CuratedBrand) -> dict[str, Any]:
    into = None if brand.merged_into is None else str(brand.merged_into)
    return {**asdict(brand), "brand_id": str(brand.brand_id), "merged_into": into}
