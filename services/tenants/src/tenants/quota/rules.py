"""Quota arithmetic: what a plan allows, what is set aside and what is used. Pure.

What counts against a limit is always summed from the reservations themselves (``QuotaUse``): an open one counts with
all it set aside, an ended one with what was used. There is no counter beside them that could drift.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

Tier = Literal["free", "basic", "pro", "agency"]
TIERS: tuple[Tier, ...] = get_args(Tier)
SubscriptionStatus = Literal["inactive", "active", "past_due", "canceled"]
ReservationState = Literal["reserved", "settled", "released"]
QuotaName = Literal["websites", "audits", "answers", "spend", "members", "clients"]
QUOTAS: tuple[QuotaName, ...] = get_args(QuotaName)

PAID_STATUSES: frozenset[SubscriptionStatus] = frozenset({"active", "past_due"})
"""A payment that is late does not take the plan away at once."""
MICRO = 1_000_000
"""Spend is counted in millionths of a US dollar: whole numbers, which add up."""
ALWAYS = date(1970, 1, 1)
"""The period of what has none: websites, members and clients count for as long as they are there."""
MONTHLY: frozenset[QuotaName] = frozenset({"audits", "answers"})
DAILY: frozenset[QuotaName] = frozenset({"spend"})


def plan_of(
    tier: Tier, status: SubscriptionStatus, grace_until: datetime | None = None, now: datetime | None = None
) -> Tier:  # fmt: skip
    """The plan whose limits apply: a tier nobody pays for is the free one, at the latest when the grace is over."""
    over = status == "past_due" and grace_until is not None and now is not None and grace_until <= now
    return tier if status in PAID_STATUSES and not over else "free"


def period_of(moment: datetime, quota: QuotaName = "answers") -> date:
    """The first day (UTC) of the period of ``quota`` that ``moment`` lies in: the period's key."""
    if quota in DAILY:
        return moment.date()
    return date(moment.year, moment.month, 1) if quota in MONTHLY else ALWAYS


def period_after(period_start: date) -> date:
    """The first day of the next month: when the quota is full again."""
    months = period_start.year * 12 + period_start.month
    return date(months // 12, months % 12 + 1, 1)


def resets_on(quota: QuotaName, period_start: date) -> date | None:
    """The day (UTC) on which a quota is full again; None for what never resets."""
    if quota in DAILY:
        return period_start + timedelta(days=1)
    return period_after(period_start) if quota in MONTHLY else None


@dataclass(frozen=True, slots=True)
class Reservation:
    """Room for what ``subject_id`` needs of one quota. ``used`` is 0 while it is open, never more than ``reserved``.

    ``expires_at``: from when on an open one counts no more, since whoever made it will not come back; None: never.
    """

    id: UUID
    subject_id: UUID
    period_start: date
    reserved: int
    used: int = 0
    state: ReservationState = "reserved"
    quota: QuotaName = "answers"
    expires_at: datetime | None = None

    def ended(self, state: Literal["settled", "released"], used: int) -> "Reservation":
        """After its audit ended, or its step was undone, with ``used`` of it used up.

        No more than was reserved is charged: that much was promised. A second end (the undo, then the audit's) can
        raise what was used, by answers that came in late, never lower it. Settled is final; undoing it changes nothing.
        """
        if self.state == "settled":
            return self
        return replace(self, state=state, used=max(self.used, min(used, self.reserved)))


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """How a quota stands, in its own unit."""

    limit: int
    reserved: int
    used: int

    @property
    def available(self) -> int:
        """What can still be reserved; 0 where a smaller plan than was used up applies by now."""
        return max(0, self.limit - self.reserved - self.used)

    @property
    def over(self) -> int:
        """By how much more is used or reserved than the plan allows, as after a change to a smaller one."""
        return max(0, self.reserved + self.used - self.limit)


def standing(limit: int, reservations: Iterable[Reservation]) -> QuotaUse:
    """Sum the reservations of one period of one quota."""
    reserved = used = 0
    for each in reservations:
        if each.state == "reserved":
            reserved += each.reserved
        else:
            used += each.used
    return QuotaUse(limit, reserved, used)


@dataclass(frozen=True, slots=True)
class Shortage:
    """What does not fit: the first quota that has too little room for ``wanted``."""

    quota: QuotaName
    wanted: int
    plan: Tier
    period_start: date
    now: QuotaUse

    @property
    def sentence(self) -> str:
        """For a person: which limit, how it stands, and what to do."""
        if self.quota == "answers":
            return f"{refusal(self.wanted, self.plan, self.period_start, self.now)} {_LARGER}"
        return f"{_told(self)} {_WHAT_TO_DO[self.quota]}"


_LARGER = "A larger plan allows more."
_ROOM = "Nothing that is there is taken away; a larger plan has room for more"
_WHAT_TO_DO: dict[QuotaName, str] = {
    "audits": _LARGER,
    "spend": f"It begins anew on the next day (UTC). {_LARGER}",
    "websites": f"{_ROOM}, and so has this one when a website is deleted.",
    "members": f"{_ROOM}, and so has this one when a member leaves or an invitation is withdrawn.",
    "clients": f"{_ROOM}, and so has this one when a client is archived.",
}


def _told(short: Shortage) -> str:
    shown = {name: amount(short.quota, getattr(short.now, name)) for name in ("limit", "used", "reserved")}
    span = {"audits": f" in {short.period_start:%B %Y}", "spend": f" on {short.period_start:%Y-%m-%d}"}
    return (
        f"The {short.plan} plan allows {shown['limit']}{span.get(short.quota, '')}: {shown['used']} used, "
        f"{shown['reserved']} reserved, and {amount(short.quota, short.wanted)} more would not fit."
    )


def amount(quota: QuotaName, count: int) -> str:
    """A figure with its unit, for a person."""
    if quota == "spend":
        return f"{count / MICRO:.2f} US dollars"
    return f"{count} {quota.removesuffix('s') if count == 1 else quota}"


def refusal(answers: int, plan: Tier, period_start: date, now: QuotaUse) -> str:
    """The sentence for a person whose audit does not fit."""
    return (
        f"This audit needs {_counted(answers)}, but {now.available} are left: the {plan} plan allows "
        f"{_counted(now.limit)} in {period_start:%B %Y}, of which {now.used} are used and {now.reserved} are reserved "
        f"by audits under way. The next month begins on {period_after(period_start):%Y-%m-%d} (UTC)."
    )


def _counted(answers: int) -> str:
    return amount("answers", answers)
