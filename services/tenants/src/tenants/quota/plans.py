"""What the plans allow, and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from common.primitives.clock import Clock
from tenants.quota.rules import Tier


@dataclass(frozen=True, slots=True)
class Plans:
    """What the plans allow: answers per UTC month, and the clock that says which month it is."""

    limits: Mapping[Tier, int]
    clock: Clock
