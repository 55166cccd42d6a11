"""The measures, computed by hand beside the code, and what must hold whatever the answers are."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.facts.rules.facts import AnswerFacts, assemble
from analytics.facts.rules.projections import fact_rows
from analytics.figures.rules.brands import tracked_universe, universes
from analytics.figures.rules.estimates import Estimate
from analytics.figures.rules.materialisation import Materialisation, MeasuredRun, materialise
from analytics.figures.rules.share_of_voice import BrandMeasures, SliceMeasures
from common.contracts.analyzer import BrandStateExtracted
from common.contracts.answer import RunContext

pytestmark = pytest.mark.pure

EventOf = Callable[..., BrandStateExtracted]
AnswersOf = Callable[[Sequence[BrandStateExtracted]], tuple[AnswerFacts, ...]]
OWN = "Tillvane"
NAMES = (OWN, "Mailchimp", "Klaviyo", "Brevo", "Slipname")


def figures(events: Sequence[BrandStateExtracted]) -> Materialisation:
    rows = [fact_rows(event) for event in events]
    first = events[0]
    subject = MeasuredRun(tenant_id=first.tenant_id, **dict(RunContext.part_of(first)))
    return materialise(subject, assemble([r.answer for r in rows], [state for r in rows for state in r.states]))


def part(result: Materialisation, by: str = "all", value: str = "", *, branded: bool = False) -> SliceMeasures:
    return next(s for s in result.slices if (s.key.by, s.key.value, s.key.branded) == (by, value, branded))


def brand(measures: SliceMeasures, name: str) -> BrandMeasures:
    return next(each for each in measures.brands if each.brand.name == name)


def test_definition_1_divides_by_the_mentions_of_the_tracked_brands(panel: list[BrandStateExtracted]) -> None:
    overall = part(figures(panel))
    # named in the panel: Mailchimp 7, Klaviyo 4, Tillvane 3, Brevo 2 (two conversations? one: both in conversation 2)
    assert {each.brand.name: each.counts.mentions for each in overall.brands} == {
        "Mailchimp": 7, "Klaviyo": 4, OWN: 3, "Brevo": 2, "Slipname": 1,
    }  # fmt: skip
    assert brand(overall, OWN).shares[1].value == pytest.approx(3 / 14, abs=1e-6)
    assert brand(overall, "Mailchimp").shares[1].value == pytest.approx(7 / 14)
    assert 1 not in brand(overall, "Brevo").shares, "two answers of one conversation do not make a tracked brand"


def test_definition_2_divides_by_the_mentions_of_all_companies(panel: list[BrandStateExtracted]) -> None:
    overall = part(figures(panel))
    assert brand(overall, OWN).shares[2].value == pytest.approx(3 / 17, abs=1e-6)
    assert brand(overall, "Slipname").shares[2].value == pytest.approx(1 / 17, abs=1e-6)


def test_definition_3_divides_by_the_answers_that_name_any_tracked_brand(panel: list[BrandStateExtracted]) -> None:
    overall = part(figures(panel))
    share = brand(overall, OWN).shares[3]
    assert share.value == pytest.approx(3 / 10)  # two of the twelve answers name nobody
    assert (share.answers, share.conversations) == (10, 6)


def test_rates_divide_by_all_answers_those_that_name_nobody_and_refusals_included(
    panel: list[BrandStateExtracted],
) -> None:
    overall = part(figures(panel))
    own, mailchimp = brand(overall, OWN), brand(overall, "Mailchimp")
    assert own.rates.visibility.value == pytest.approx(3 / 12)
    assert mailchimp.rates.recommendation_rate.value == pytest.approx(2 / 12, abs=1e-6)
    assert mailchimp.rates.trust_score.value == pytest.approx(3 / 12)
    assert own.rates.average_position.value == pytest.approx((2 + 3 + 1) / 3)
    assert (overall.answers, overall.conversations, overall.refusals) == (12, 6, 1)
    assert own.counts.presence == {"ignored": 9, "mentioned": 1, "compared": 1, "recommended": 1}
    assert own.counts.beliefs == {"outcome": 1}
    assert own.counts.first_positions == 1
    assert own.counts.mean_sentiment == 0.5


def test_slices_hold_their_own_answers_only(panel: list[BrandStateExtracted]) -> None:
    result = figures(panel)
    openai = part(result, "provider", "openai")
    assert openai.answers == 6
    assert brand(openai, OWN).rates.visibility.value == pytest.approx(1 / 6, abs=1e-6)
    assert [s.key.value for s in result.slices if s.key.by == "funnel_stage"] == [
        "awareness", "consideration", "purchase",
    ]  # fmt: skip
    assert sum(s.answers for s in result.slices if s.key.by == "icp") == 12


def test_branded_prompts_are_reported_apart(panel: list[BrandStateExtracted], event: EventOf) -> None:
    branded = event(50, 9, {OWN: "recommended"}, about={"branded": True})
    result = figures([*panel, branded])
    assert part(result).answers == 12
    assert part(result, branded=True).answers == 1
    assert brand(part(result), OWN).rates.visibility == brand(part(figures(panel)), OWN).rates.visibility


def test_without_branded_answers_their_figures_are_null_with_a_reason_and_not_zero(
    panel: list[BrandStateExtracted],
) -> None:
    own = brand(part(figures(panel), branded=True), OWN)
    for figure in (own.shares[1], own.rates.visibility, own.rates.average_position):
        assert figure == Estimate(None, None, None, "There are no answers in this slice.", 0, 0)


def test_where_nobody_is_named_visibility_is_zero_and_share_of_voice_is_null_with_a_reason(event: EventOf) -> None:
    own = brand(part(figures([event(number, number, {}) for number in range(6)])), OWN)
    assert own.rates.visibility.value == 0
    assert own.rates.visibility.high == pytest.approx(1 - 0.025 ** (1 / 6), abs=1e-6)
    assert own.shares[1].value is None
    assert own.shares[1].reason == "No answer in this slice names a brand of the universe."
    assert own.rates.average_position.value is None


def test_one_conversation_gives_a_value_without_an_interval(event: EventOf) -> None:
    visibility = brand(
        part(figures([event(number, 1, {OWN: "mentioned"}) for number in range(8)])), OWN
    ).rates.visibility
    assert (visibility.value, visibility.low, visibility.high) == (1.0, None, None)
    assert "rests on one" in str(visibility.reason)


def test_a_discovered_brand_is_tracked_once_two_conversations_name_it(
    panel: list[BrandStateExtracted], event: EventOf, answers: AnswersOf
) -> None:
    before = {each.name for each in tracked_universe(answers(panel)).brands}
    extended = answers([*panel, event(60, 9, {"Brevo": "mentioned"})])
    after = tracked_universe(extended)
    assert "Brevo" not in before
    assert {each.name for each in after.brands} == before | {"Brevo"}
    assert after.text == (
        "4 brands: the customer's own (Tillvane), 2 rivals listed by the analysis of the site, and 1 brand discovered "
        "in at least 2 unbranded answers of at least 2 conversations"
    )
    assert "5 companies" in universes(extended)[2].text


def test_a_mention_that_a_better_extractor_takes_back_is_gone(event: EventOf, answers: AnswersOf) -> None:
    old = event(1, 1, {"Mailchimp": "mentioned", OWN: "mentioned"})
    new = event(1, 1, {"Mailchimp": "mentioned"}, extractor_version="2.0", occurred_at=event(9, 1, {}).occurred_at)
    for order in ([old, new], [new, old]):
        (answer,) = answers(order)
        assert {state.brand for state in answer.states if state.presence != "ignored"} == {"Mailchimp"}


answer_lists = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["mentioned", "compared", "trusted", "recommended"])),
        st.booleans(),
    ),
    min_size=1,
    max_size=20,
)


def events_of(event: EventOf, drawn: list[tuple[int, dict[str, str], bool]]) -> list[BrandStateExtracted]:
    return [event(at, talk, named, about={"branded": b}) for at, (talk, named, b) in enumerate(drawn)]


@settings(max_examples=30)
@given(drawn=answer_lists)
def test_shares_sum_to_one_over_their_universe(event: EventOf, drawn: list[Any]) -> None:
    result = figures(events_of(event, drawn))
    for measures in result.slices:
        for definition in (1, 2):
            shares = [each.shares[definition].value for each in measures.brands if definition in each.shares]
            measured = [share for share in shares if share is not None]
            if measured:
                assert len(measured) == len(shares) == len(result.universes[definition].brands)
                assert sum(measured) == pytest.approx(1, abs=1e-5)
            else:
                assert all(each.counts.mentions == 0 for each in measures.brands if definition in each.shares)


@settings(max_examples=30)
@given(drawn=answer_lists, seed=st.integers(0, 2**16))
def test_neither_order_nor_repetition_of_events_changes_a_figure(event: EventOf, drawn: list[Any], seed: int) -> None:
    events = events_of(event, drawn)
    again = events + random.Random(seed).choices(events, k=len(events))
    random.Random(seed).shuffle(again)
    assert figures(again) == figures(events)


@settings(max_examples=30)
@given(drawn=answer_lists)
def test_nothing_is_missing_without_a_reason_and_a_value_lies_within_its_interval(
    event: EventOf, drawn: list[Any]
) -> None:
    for measures in figures(events_of(event, drawn)).slices:
        for each in measures.brands:
            rates = (each.rates.visibility, each.rates.recommendation_rate, each.rates.trust_score)
            for figure in (*each.shares.values(), *rates, each.rates.average_position):
                assert figure.reason or (figure.low is not None and figure.high is not None)
                if figure.value is not None and figure.low is not None and figure.high is not None:
                    assert figure.low <= figure.value <= figure.high
