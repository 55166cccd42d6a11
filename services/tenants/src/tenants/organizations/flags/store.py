"""Features of the transaction's tenant: read, set, and announced together as one state."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from common.audit_log import Actor, note
from common.contracts.tenants import FlagSet, FlagsState
from common.http import Principal
from common.primitives.errors import Conflict, Forbidden, Invalid
from common.stores.postgres import Tx
from tenants.organizations import store as organization_store
from tenants.organizations.flags.tables import feature_flags

FEATURE = r"^[a-z][a-z0-9]*([.-][a-z0-9]+)*$"
"""What a feature may be called, in at most ``LONGEST_NAME`` characters."""
LONGEST_NAME = 100
MOST_FLAGS = 100
LONGEST_CONFIG = 4096


@dataclass(frozen=True, slots=True)
class Flag:
    """One feature as it is set. ``held``: by an operator, so the organisation leaves it alone."""

    name: str
    enabled: bool
    config: dict[str, Any]
    held: bool


async def flags(tx: Tx) -> Sequence[Flag]:
    """All that are set, by name."""
    table = feature_flags.c
    query = select(table.feature_name.label("name"), table.enabled, table.config, table.held)
    own = query.where(table.tenant_id == tx.tenant_id).order_by(table.feature_name)
    return [Flag(**row) for row in (await tx.execute(own)).mappings()]


async def set_flag(tx: Tx, by: Actor | Principal, wanted: Flag, now: datetime) -> Flag:
    """Set one, and announce all. The organisation's row is held: changes take turns.

    ``Forbidden`` for one that an operator holds, ``Invalid`` for a config that is too large, ``Conflict`` past a
    hundred.
    """
    if len(json.dumps(wanted.config)) > LONGEST_CONFIG:
        raise Invalid("flag-invalid", f"A feature's config has at most {LONGEST_CONFIG} characters as JSON.")
    by_operator = isinstance(by, Actor) and by.kind == "operator"
    revision = await organization_store.raised(tx, "flags_revision")
    known = {each.name: each for each in await flags(tx)}
    before = known.get(wanted.name)
    if before is not None and before.held and not by_operator:
        raise Forbidden("flag-held", "The platform's operators set this feature.")
    if before is None and len(known) >= MOST_FLAGS:
        raise Conflict("flags-full", f"At most {MOST_FLAGS} features can be set.")
    values = {"enabled": wanted.enabled, "config": wanted.config, "held": wanted.held}
    new = insert(feature_flags).values(tenant_id=tx.tenant_id, feature_name=wanted.name, **values)
    keys = ["tenant_id", "feature_name"]
    await tx.execute(new.on_conflict_do_update(index_elements=keys, set_={**values, "updated_at": func.now()}))
    note(tx, by, "feature.switched", tx.tenant_id, feature=wanted.name, on=wanted.enabled)
    _announce(tx, sorted((known | {wanted.name: wanted}).values(), key=lambda each: each.name), revision, now)
    return wanted


def _announce(tx: Tx, present: Sequence[Flag], revision: int, now: datetime) -> None:
    told = (FlagSet(name=each.name, enabled=each.enabled, config=json.dumps(each.config)) for each in present)
    tx.emit(
        FlagsState(
            id=FlagsState.id_of(tx.tenant_id, revision),
            tenant_id=tx.tenant_id,
            occurred_at=now,
            revision=revision,
            deleted=False,
            organization_id=tx.tenant_id,
            flags=tuple(told),
        )
    )
