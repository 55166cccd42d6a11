from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.primitives.ids import uuid7
from tenants.quota.rules import QuotaUse, Reservation, period_after, period_of, plan_of, refusal, standing

pytestmark = pytest.mark.pure

MARCH = date(2026, 3, 1)
ENDS = st.lists(st.tuples(st.sampled_from(["settled", "released"]), st.integers(0, 50)), max_size=6)


def open_one(reserved: int) -> Reservation:
    return Reservation(uuid7(), uuid7(), MARCH, reserved)


def test_a_period_is_a_utc_month() -> None:
    assert period_of(datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)) == MARCH
    assert period_of(datetime(2026, 4, 1, tzinfo=UTC)) == date(2026, 4, 1)
    assert period_of(datetime(2026, 4, 1, 1, tzinfo=timezone(timedelta(hours=2))).astimezone(UTC)) == MARCH


@given(st.dates(max_value=date(9999, 11, 30)))
def test_the_next_period_begins_where_this_one_ends(day: date) -> None:
    start = day.replace(day=1)
    following = period_after(start)
    assert following.day == 1
    assert start + timedelta(days=27) < following <= start + timedelta(days=31)


def test_an_open_reservation_counts_in_full_an_ended_one_with_what_was_used() -> None:
    reservations = [open_one(20), open_one(10).ended("settled", 7), open_one(30).ended("released", 0)]
    now = standing(100, reservations)
    assert (now.reserved, now.used, now.available) == (20, 7, 73)


def test_a_plan_that_became_smaller_than_what_was_used_leaves_nothing() -> None:
    assert QuotaUse(limit=10, reserved=5, used=20).available == 0


def test_no_more_than_was_reserved_is_charged() -> None:
    assert open_one(10).ended("settled", 12).used == 10


def test_late_answers_raise_what_an_undone_reservation_used() -> None:
    released = open_one(10).ended("released", 2)
    assert released.ended("settled", 3) == open_one_like(released, "settled", 3)
    assert released.ended("settled", 0).used == 2


def open_one_like(reservation: Reservation, state: str, used: int) -> Reservation:
    return Reservation(reservation.id, reservation.subject_id, MARCH, reservation.reserved, used, state)  # type: ignore[arg-type]


@given(st.integers(0, 40), ENDS)
def test_whatever_the_order_of_ends_used_only_grows_and_stays_within_the_reservation(
    reserved: int, ends: list[tuple[str, int]]
) -> None:  # fmt: skip
    reservation = open_one(reserved)
    for state, answers in ends:
        after = reservation.ended(state, answers)  # type: ignore[arg-type]
        assert reservation.used <= after.used <= reserved
        assert after == after.ended(state, answers)  # type: ignore[arg-type]
        reservation = after


@pytest.mark.parametrize(
    ("tier", "status", "plan"),
    [("pro", "active", "pro"), ("pro", "past_due", "pro"), ("pro", "canceled", "free"), ("pro", "inactive", "free"),
     ("free", "inactive", "free")],
)  # fmt: skip
def test_a_tier_nobody_pays_for_is_the_free_plan(tier: str, status: str, plan: str) -> None:
    assert plan_of(tier, status) == plan  # type: ignore[arg-type]


def test_the_refusal_names_limit_used_reserved_and_when_it_is_full_again() -> None:
    sentence = refusal(60, "free", date(2026, 12, 1), QuotaUse(limit=100, reserved=30, used=25))
    assert sentence == (
        "This audit needs 60 answers, but 45 are left: the free plan allows 100 answers in December 2026, of which 25 "
        "are used and 30 are reserved by audits under way. The next month begins on 2027-01-01 (UTC)."
    )
