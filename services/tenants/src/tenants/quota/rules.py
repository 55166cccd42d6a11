"""Quota arithmetic: answers per UTC month, set aside before an audit and settled after it. Pure.

What counts against the limit is always summed from the reservations themselves (``QuotaUse``): an open one counts with
all it set aside, an ended one with what was used. There is no counter beside them that could drift.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

Tier = Literal["free", "basic", "pro", "enterprise"]
SubscriptionStatus = Literal["inactive", "active", "past_due", "canceled"]
ReservationState = Literal["reserved", "settled", "released"]

PAID_STATUSES: frozenset[SubscriptionStatus] = frozenset({"active", "past_due"})
"""A payment that is late does not take the plan away at once."""


def plan_of(tier: Tier, status: SubscriptionStatus) -> Tier:
    """The plan whose limits apply: a tier nobody pays for is the free one."""
    return tier if status in PAID_STATUSES else "free"


def period_of(moment: datetime) -> date:
    """The first day of the UTC month that ``moment`` (with zone UTC) lies in: the period's key."""
    return date(moment.year, moment.month, 1)


def period_after(period_start: date) -> date:
    """The first day of the next month: when the quota is full again."""
    months = period_start.year * 12 + period_start.month
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Reservation:
    """Room for one audit's answers. ``used`` is 0 while it is open and never more than ``reserved``."""

    id: UUID
    audit_id: UUID
    period_start: date
    reserved: int
    used: int = 0
    state: ReservationState = "reserved"

    def ended(self, state: Literal["settled", "released"], answers: int) -> "Reservation":
        """After its audit ended, or its step was undone, with ``answers`` received.

        No more than was reserved is charged: that much was promised. A second end (the undo, then the audit's) can
        raise what was used, by answers that came in late, never lower it. Settled is final; undoing it changes nothing.
        """
        if self.state == "settled":
            return self
        return replace(self, state=state, used=max(self.used, min(answers, self.reserved)))


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """How a period stands, in answers."""

    limit: int
    reserved: int
    used: int

    @property
    def available(self) -> int:
        """What can still be reserved; 0 where a smaller plan than was used up applies by now."""
        return max(0, self.limit - self.reserved - self.used)


def standing(limit: int, reservations: Iterable[Reservation]) -> QuotaUse:
    """Sum the reservations of one period."""
    reserved = used = 0
    for each in reservations:
        if each.state == "reserved":
            reserved += each.reserved
        else:
            used += each.used
    return QuotaUse(limit, reserved, used)


def refusal(answers: int, plan: Tier, period_start: date, now: QuotaUse) -> str:
    """The sentence for a person whose audit does not fit."""
    return (
        f"This audit needs {_counted(answers)}, but {now.available} are left: the {plan} plan allows "
        f"{_counted(now.limit)} in {period_start:%B %Y}, of which {now.used} are used and {now.reserved} are reserved "
        f"by audits under way. The next month begins on {period_after(period_start):%Y-%m-%d} (UTC)."
    )


def _counted(answers: int) -> str:
    return f"{answers} answer" if answers == 1 else f"{answers} answers"
