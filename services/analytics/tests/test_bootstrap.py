"""Intervals hold what they promise where answers of a conversation resemble each other."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.figures.rules.bootstrap import (
    FEWEST_CONVERSATIONS,
    ClusterBootstrap,
    Interval,
    seed_of,
    student_quantile,
)

pytestmark = pytest.mark.pure
SEED = 20260301


def interval(numerator: list[float], denominator: list[float], *, seed: int = 7, bounded: bool = True) -> Interval:
    bootstrap = ClusterBootstrap(len(numerator), seed=seed)
    return bootstrap.intervals(np.array([numerator]), np.array([denominator], dtype=float), bounded=bounded)[0]


def simulated_coverage(conversations: int, share: float, *, trials: int, per_answer: bool = False) -> float:
    """The part of simulated audits whose 95 % interval holds the true share; intra-class correlation is 0.3."""
    print(f"seed {SEED}")
    random = np.random.default_rng(SEED)
    correlation, hits = 0.3, 0
    spread = (1 - correlation) / correlation
    for trial in range(trials):
        sizes = random.integers(3, 10, conversations)
        within = random.beta(share * spread, (1 - share) * spread, conversations)
        named = random.binomial(sizes, within).astype(float)
        bases = sizes.astype(float)
        if per_answer:  # what an interval over answers does: each answer is taken for independent
            named = np.repeat([1.0, 0.0], [int(named.sum()), int((bases - named).sum())])
            bases = np.ones(len(named))
        bootstrap = ClusterBootstrap(len(named), seed=trial, resamples=400)
        found = bootstrap.intervals(named[None, :], bases[None, :])[0]
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= share <= found.high
    return hits / trials


@pytest.mark.parametrize(("conversations", "share"), [(10, 0.3), (20, 0.3), (50, 0.15), (50, 0.5)])
def test_intervals_over_conversations_cover_the_truth_as_often_as_they_say(conversations: int, share: float) -> None:
    assert 0.92 <= simulated_coverage(conversations, share, trials=1000) <= 0.97


def test_intervals_over_answers_promise_far_too_much() -> None:
    assert simulated_coverage(20, 0.3, trials=300, per_answer=True) < 0.85


def test_the_same_seed_gives_the_same_interval_and_another_seed_another_one() -> None:
    numerator, denominator = [1, 0, 2, 3, 1, 0, 4, 2], [4, 3, 5, 4, 4, 6, 5, 3]
    first = interval(numerator, denominator, seed=seed_of("audit", "all", "", False))
    assert interval(numerator, denominator, seed=seed_of("audit", "all", "", False)) == first
    assert interval(numerator, denominator, seed=seed_of("audit", "provider", "local", False)) != first


def test_the_draws_of_a_seed_never_change() -> None:
    draws = ClusterBootstrap(4, seed=seed_of("audit"), resamples=3)._drawn
    assert draws.tolist() == [[1, 2, 0, 1], [1, 1, 1, 1], [2, 1, 0, 1]]


def test_no_interval_is_given_over_too_few_conversations() -> None:
    alone = interval([1], [2])
    few = interval([1, 0, 1, 2], [2, 2, 2, 2])
    assert alone == Interval(None, None, "An interval needs several conversations, and the figure rests on one.")
    assert few.low is None
    assert "4 conversations" in str(few.reason)


def test_conversations_without_a_denominator_do_not_count_as_conversations() -> None:
    assert interval([1, 0, 1, 0, 0, 0], [2, 2, 2, 2, 0, 0]).low is None


def test_a_brand_that_nobody_names_is_not_proven_to_be_at_zero() -> None:
    found = interval([0] * 10, [3] * 10)
    assert found.low == 0
    assert found.high == pytest.approx(1 - 0.025**0.1)
    assert found.high == pytest.approx(0.3085, abs=1e-4)  # Clopper-Pearson for 0 of 10, as tables have it


def test_a_brand_in_every_answer_is_not_proven_to_be_at_one() -> None:
    found = interval([3] * 10, [3] * 10)
    assert found.low == pytest.approx(0.6915, abs=1e-4)
    assert found.high == 1


def test_an_unbounded_figure_without_spread_has_no_interval() -> None:
    found = interval([2] * 6, [1] * 6, bounded=False)
    assert (found.low, found.high) == (None, None)
    assert "same value" in str(found.reason)


@pytest.mark.parametrize(
    ("freedom", "expected"),
    [(1, 12.706205), (2, 4.302653), (3, 3.182446), (4, 2.776445), (9, 2.262157), (30, 2.042272)],
)
def test_students_quantile_agrees_with_the_tables(freedom: int, expected: float) -> None:
    assert student_quantile(0.975, freedom) == pytest.approx(expected, abs=1e-5)


@given(
    st.lists(
        st.integers(1, 8).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=FEWEST_CONVERSATIONS,
        max_size=25,
    )
)
def test_an_interval_of_a_share_is_ordered_and_within_zero_and_one(conversations: list[tuple[int, int]]) -> None:
    found = interval([float(a) for a, _ in conversations], [float(b) for _, b in conversations])
    if found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high <= 1
        assert math.isfinite(found.high)
    else:
        assert found.reason
