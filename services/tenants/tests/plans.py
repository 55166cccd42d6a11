"""The limits that the tests' plans have."""

from datetime import timedelta

from tenants.billing.following import Terms
from tenants.billing.rules.prices import read_prices
from tenants.quota.rules import QuotaName, Tier

LIMIT = 100
"""Answers per month of the free plan."""


def limits() -> dict[Tier, dict[QuotaName, int]]:
    """So many answers that tests can count them; of all else enough."""
    answers: dict[Tier, int] = {"free": LIMIT, "basic": 2 * LIMIT, "pro": 3 * LIMIT, "agency": 4 * LIMIT}
    enough = {"websites": 1000, "audits": 1000, "spend": 10**9, "members": 1000, "clients": 1000}
    return {tier: {**enough, "answers": count} for tier, count in answers.items()}  # type: ignore[dict-item]


TERMS = Terms(
    read_prices("price_basic=basic,price_pro=pro,price_agency=agency"),
    timedelta(days=14),
    "https://app.example/billing",
)
