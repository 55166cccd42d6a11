"""Which price of Stripe's is which plan. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from tenants.quota.rules import TIERS, Tier

SOLD: tuple[Tier, ...] = tuple(tier for tier in TIERS if tier != "free")


@dataclass(frozen=True, slots=True)
class Prices:
    """The plan of each price. A plan may have several, such as one by the month and older ones that are still paid."""

    tiers: Mapping[str, Tier]

    def tier_of(self, price_id: str | None) -> Tier | None:
        """The plan; None for a price that is not known here, or not any more."""
        return self.tiers.get(price_id) if price_id is not None else None

    def of(self, tier: Tier) -> str | None:
        """The price that a plan is sold for: the first that is named; None where it is not sold."""
        return next((price for price, plan in self.tiers.items() if plan == tier), None)


def read_prices(text: str) -> Prices:
    """``price_1=basic,price_2=pro``; ``ValueError`` says what is wrong."""
    tiers: dict[str, Tier] = {}
    for pair in filter(None, (each.strip() for each in text.split(","))):
        price, _, plan = (part.strip() for part in pair.partition("="))
        tier = next((each for each in SOLD if each == plan), None)
        if not price or tier is None:
            raise ValueError(f"a price is written price_1=basic, with one of {', '.join(SOLD)}")
        if price in tiers:
            raise ValueError("a price stands twice")
        tiers[price] = tier
    return Prices(tiers)
