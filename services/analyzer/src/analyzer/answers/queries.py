"""SQL that reads, for the API. Row-level security keeps to the transaction's tenant; every filter names it besides."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Subquery, Text, and_, cast, func, or_, select, true, tuple_

from analyzer.answers.store import newest_reading
from analyzer.answers.tables import answers, brand_states
from analyzer.brands.tables import aliases, brands
from analyzer.shared.rows import Row
from analyzer.sites.tables import competitor_relationships
from common.contracts.answer import AnswerContext
from common.stores.postgres import Tx
from common.stores.postgres.columns import as_fields


def _named(tenant_id: UUID, website_id: UUID, client_id: UUID | None) -> Subquery:
    """Per brand: in how many answers of a website it is named and recommended, and whether nobody had listed it."""
    distinct = func.count(brand_states.c.response_id.distinct())
    of_client = true() if client_id is None else answers.c.client_id == client_id
    return (
        select(
            brand_states.c.brand_id,
            distinct.filter(brand_states.c.presence != "ignored").label("answers_naming"),
            distinct.filter(brand_states.c.presence == "recommended").label("answers_recommending"),
            func.bool_and(brand_states.c.discovered).label("discovered"),
            func.mode().within_group(brand_states.c.kind).label("kind"),
        )
        .join(answers, newest_reading())
        .where(brand_states.c.tenant_id == tenant_id, answers.c.website_id == website_id, of_client)
        .group_by(brand_states.c.brand_id)
        .subquery()
    )


async def brands_of(tx: Tx, website_id: UUID, *, client_id: UUID | None = None) -> Sequence[Row]:
    """Brands that a website's analyses, plans or answers name: in how many answers, and how often recommended.

    With ``client_id``, answers of that client's audits are counted alone.
    """
    named = _named(tx.tenant_id, website_id, client_id)
    rival = competitor_relationships
    of_site = and_(rival.c.tenant_id == tx.tenant_id, rival.c.website_id == website_id)
    related = select(rival.c.competitor_brand_id).where(of_site)
    own = select(rival.c.primary_brand_id).where(of_site)
    spelled = select(func.array_agg(aliases.c.alias)).where(
        aliases.c.tenant_id == brands.c.tenant_id, aliases.c.brand_id == brands.c.id
    )
    naming = func.coalesce(named.c.answers_naming, 0)
    query = (
        select(
            brands,
            spelled.scalar_subquery().label("aliases"),
            naming.label("answers_naming"),
            func.coalesce(named.c.answers_recommending, 0).label("answers_recommending"),
            func.coalesce(named.c.discovered, False).label("discovered"),
            named.c.kind,
            brands.c.id.in_(related).label("competitor"),
        )
        .outerjoin(named, named.c.brand_id == brands.c.id)
        .where(
            brands.c.tenant_id == tx.tenant_id,
            or_(named.c.brand_id.is_not(None), brands.c.id.in_(related), brands.c.id.in_(own)),
        )
        .order_by(naming.desc(), brands.c.name, brands.c.id)
    )
    return (await tx.execute(query)).mappings().all()


async def states_of(
    tx: Tx, audit_id: UUID, *, brand: str | None, presence: str | None, after: tuple[UUID, UUID] | None, most: int
) -> Sequence[Row]:  # fmt: skip
    """Up to ``most`` states of an audit with their answer's context, by answer and brand, from behind ``after``.

    ``brand`` is a normalised name or an id as text.
    """
    query = (
        select(
            brand_states,
            brands.c.name.label("brand"),
            *as_fields(answers, (name for name in AnswerContext.model_fields if name not in brand_states.c)),
        )
        .join(brands, and_(brands.c.tenant_id == brand_states.c.tenant_id, brands.c.id == brand_states.c.brand_id))
        .join(answers, newest_reading())
        .where(brand_states.c.tenant_id == tx.tenant_id, brand_states.c.audit_id == audit_id)
        .order_by(brand_states.c.response_id, brand_states.c.id)
        .limit(most)
    )
    if brand is not None:
        query = query.where(or_(brands.c.normalized_name == brand, cast(brands.c.id, Text) == brand))
    if presence is not None:
        query = query.where(brand_states.c.presence == presence)
    if after is not None:
        query = query.where(tuple_(brand_states.c.response_id, brand_states.c.id) > tuple_(*after))
    return (await tx.execute(query)).mappings().all()
