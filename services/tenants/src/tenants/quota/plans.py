"""What the plans allow: the figures of ``plans.toml``, and what a deployment says instead."""

import tomllib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from common.primitives.clock import Clock
from common.stores.postgres import Tx
from tenants.quota.rules import MICRO, QUOTAS, TIERS, QuotaName, Tier

Limits = Mapping[QuotaName, int]
"""By quota; spend in millionths of a US dollar."""
Count = Callable[[Tx], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Plans:
    """What the plans allow, and the clock that says which month it is.

    ``counts`` says how many there are of what this database keeps itself, such as members: they are counted where they
    stand, and their reservations are only what was promised and is not there yet, such as invitations.
    """

    limits: Mapping[Tier, Limits]
    clock: Clock
    counts: Mapping[QuotaName, Count] = field(default_factory=dict)


def written_limits(*, local: bool) -> dict[Tier, dict[QuotaName, int]]:
    """The figures of ``plans.toml``; ``local`` raises each to what one's own machine allows at least."""
    written = _written()
    floor = _in_units(written["local"]) if local else dict.fromkeys(QUOTAS, 0)
    return {tier: {q: max(n, floor[q]) for q, n in _in_units(written[tier]).items()} for tier in TIERS}


def plan_names() -> dict[Tier, str]:
    """What people call the plans."""
    written = _written()
    return {tier: str(written[tier]["name"]) for tier in TIERS}


def _written() -> dict[str, dict[str, int | str]]:
    return tomllib.loads(files(__package__).joinpath("plans.toml").read_text(encoding="utf-8"))


def _in_units(figures: Mapping[str, int | str]) -> dict[QuotaName, int]:
    return {quota: int(figures[quota]) * (MICRO if quota == "spend" else 1) for quota in QUOTAS}
