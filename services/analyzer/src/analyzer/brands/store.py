"""Brands and what else they are called."""

from collections.abc import Sequence

from sqlalchemy import func, or_
from sqlalchemy.dialects.postgresql import insert

from analyzer.brands import tables
from analyzer.brands.rules.names import KnownBrand, known_brand, normalized
from analyzer.shared.rows import add
from common.contracts.vocabulary import BrandName
from common.stores.postgres import Tx


async def add_brands(tx: Tx, listed: Sequence[BrandName], *, industry: str | None = None) -> None:
    """Keep brands and their aliases. What is known stays, what was unknown is filled in; tracked stays tracked."""
    known = {brand.id: brand for brand in (known_brand(tx.tenant_id, each) for each in listed)}
    if known:
        # in one order everywhere, so that transactions side by side don't lock each other out
        await _add_brands(tx, sorted(known.values(), key=lambda each: each.id), industry)
    spelled = [
        {"brand_id": brand.id, "normalized_alias": normalized(alias), "alias": alias}
        for brand in known.values()
        for alias in brand.aliases
    ]
    await add(tx, tables.aliases, spelled)


async def _add_brands(tx: Tx, known: Sequence[KnownBrand], industry: str | None) -> None:
    table = tables.brands
    rows = [
        {
            "tenant_id": tx.tenant_id,
            "id": brand.id,
            "name": brand.name[:255],
            "normalized_name": brand.normalized_name[:255],
            "domain": brand.domain,
            "industry": industry,
            "is_tracked": brand.is_tracked,
        }
        for brand in known
    ]
    statement = insert(table).values(rows)
    new = statement.excluded
    changed = or_(
        table.c.domain.is_(None) & new.domain.is_not(None),
        table.c.industry.is_(None) & new.industry.is_not(None),
        ~table.c.is_tracked & new.is_tracked,
    )
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "id"],
            set_={
                "domain": func.coalesce(table.c.domain, new.domain),
                "industry": func.coalesce(table.c.industry, new.industry),
                "is_tracked": or_(table.c.is_tracked, new.is_tracked),
            },
            where=changed,
        )
    )
