"""Substitution, evidence and the event that carries everything a report shows."""

from collections.abc import Callable
from uuid import UUID

import pytest

from analytics.facts.rules.facts import AnswerFacts
from analytics.figures.rules.evidence import (
    LONGEST_QUOTE,
    MOST_PER_BRAND,
    MOST_QUOTES,
    cropped,
    evidence_quotes,
    place_of,
)
from analytics.figures.rules.materialisation import MeasuredRun, announcement, materialise
from analytics.figures.rules.substitution import substitution_patterns
from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.analyzer import BrandStateExtracted
from common.contracts.answer import RunContext
from common.contracts.vocabulary import BrandState, EvidenceSpan, Ground
from common.primitives.ids import derived_id

pytestmark = pytest.mark.pure

EventOf = Callable[..., BrandStateExtracted]
AnswersOf = Callable[[list[BrandStateExtracted]], tuple[AnswerFacts, ...]]
AUDIT = derived_id("audit")
OWN = "Tillvane"


def announced(events: list[BrandStateExtracted], answers: AnswersOf) -> ShareOfVoiceMaterialised:
    first = events[0]
    subject = MeasuredRun(tenant_id=first.tenant_id, **dict(RunContext.part_of(first)))
    return announcement(materialise(subject, answers(events)))


def with_evidence(event: BrandStateExtracted, brand: str, *texts: str) -> BrandStateExtracted:
    spans = tuple(EvidenceSpan(start=0, end=len(text), text=text) for text in texts)
    states = tuple(
        state.model_copy(update={"evidence": spans}) if state.brand == brand else state for state in event.states
    )
    return event.model_copy(update={"states": states})


def test_substitution_counts_who_is_named_in_answers_without_the_own_brand(
    panel: list[BrandStateExtracted], answers: AnswersOf
) -> None:
    patterns = [each for each in substitution_patterns(answers(panel), audit_id=AUDIT) if not each.provider]
    # nine of twelve answers do not name Tillvane; two of them name nobody
    assert [(p.substitute.name, p.occurrences, p.missing_answers) for p in patterns] == [
        ("Mailchimp", 5, 9), ("Klaviyo", 4, 9), ("Brevo", 1, 9), ("Slipname", 1, 9),
    ]  # fmt: skip
    mailchimp = patterns[0]
    assert mailchimp.missing.name == OWN
    assert mailchimp.share.value == pytest.approx(5 / 9, abs=1e-6)
    assert mailchimp.share.low is not None
    assert mailchimp.average_position == 1
    assert patterns[1].average_position == pytest.approx((2 + 1 + 1 + 2) / 4)


def test_substitution_is_cut_by_provider_too(panel: list[BrandStateExtracted], answers: AnswersOf) -> None:
    by_provider = [each for each in substitution_patterns(answers(panel), audit_id=AUDIT) if each.provider == "openai"]
    assert {each.missing_answers for each in by_provider} == {5}


def test_branded_prompts_have_no_part_in_substitution(
    panel: list[BrandStateExtracted], event: EventOf, answers: AnswersOf
) -> None:
    branded = event(70, 9, {"Mailchimp": "recommended"}, about={"branded": True})
    assert substitution_patterns(answers([*panel, branded]), audit_id=AUDIT) == substitution_patterns(
        answers(panel), audit_id=AUDIT
    )


def test_each_quote_has_its_brand_at_the_place_it_says(panel: list[BrandStateExtracted], answers: AnswersOf) -> None:
    quotes = evidence_quotes(answers(panel))
    assert 3 <= len(quotes) <= MOST_QUOTES
    assert quotes[0].brand == OWN
    assert quotes[0].presence == "recommended", "the strongest presence comes first"
    for quote in quotes:
        assert quote.text[quote.start : quote.end].casefold() == quote.brand.casefold()


def test_no_brand_has_more_than_its_part_of_the_quotes_and_no_sentence_comes_twice(
    event: EventOf, answers: AnswersOf
) -> None:
    events = [
        with_evidence(event(n, n, {"Mailchimp": "mentioned"}), "Mailchimp", f"Number {n % 7}: Mailchimp is fine.")
        for n in range(30)
    ]
    quotes = evidence_quotes(answers(events))
    assert len(quotes) == MOST_PER_BRAND
    assert len({quote.text for quote in quotes}) == len(quotes)


def test_quotes_come_from_different_providers_and_profiles_where_they_can(event: EventOf, answers: AnswersOf) -> None:
    events = [
        with_evidence(
            event(n, n, {OWN: "mentioned"}, provider=("local", "openai")[n // 4]), OWN, f"Sentence {n} on Tillvane."
        )
        for n in range(8)
    ]
    quotes = evidence_quotes(answers(events))
    assert {quote.provider for quote in quotes} == {"local", "openai"}
    assert {quote.icp_name for quote in quotes} == {"Profile 0", "Profile 1"}


def test_evidence_that_does_not_hold_the_name_is_not_quoted(event: EventOf, answers: AnswersOf) -> None:
    silent = with_evidence(event(1, 1, {OWN: "mentioned"}), OWN, "Many praise tillvanes.example for it.")
    assert evidence_quotes(answers([silent])) == ()


def test_only_the_sentence_that_decided_a_state_is_quoted_for_it(event: EventOf, answers: AnswersOf) -> None:
    read = with_evidence(event(1, 1, {OWN: "recommended"}), OWN, "Go with Tillvane.")
    state = next(each for each in read.states if each.brand == OWN)
    dearer = "Tillvane costs more than Klaviyo."
    beside = EvidenceSpan(start=40, end=40 + len(dearer), text=dearer)
    told, both = Ground(kind="sentence"), (*state.evidence, beside)

    def quoted(ground: Ground | None) -> list[str]:
        more = state.model_copy(update={"evidence": both, "ground": ground})
        states = tuple(more if each is state else each for each in read.states)
        return [quote.text for quote in evidence_quotes(answers([read.model_copy(update={"states": states})]))]

    assert quoted(told) == ["Go with Tillvane."]
    assert len(quoted(None)) == 2, "of a reading from before grounds it is not known which one decided"


def test_a_quote_carries_what_makes_it_prove_the_state(event: EventOf, answers: AnswersOf) -> None:
    read = with_evidence(event(1, 1, {OWN: "recommended"}), OWN, "Tillvane: for shops")
    over = EvidenceSpan(start=0, end=11, text="Good tools:")
    states = tuple(
        each.model_copy(update={"ground": Ground(kind="list", evidence=over)}) if each.brand == OWN else each
        for each in read.states
    )
    (quote,) = evidence_quotes(answers([read.model_copy(update={"states": states})]))
    assert (quote.ground, quote.ground_text) == ("list", "Good tools:")


@pytest.mark.parametrize(
    ("brand", "text", "found"),
    [
        ("Wix", "Try wix, or Wixel.", "wix"),
        ("Wix", "Wixel is another one.", None),
        ("Campaign Monitor", "It is Campaign\n Monitor's editor.", "Campaign\n Monitor"),
        ("C++", "We like C++, too.", "C++"),
        ("Zoë", "😀 Zoë answers.", "Zoë"),
        (" ", "Nothing to look for.", None),
    ],
)
def test_a_brand_is_found_in_a_quote_at_word_boundaries(brand: str, text: str, found: str | None) -> None:
    place = place_of(brand, text)
    assert (text[slice(*place)] if place else None) == found


def test_a_long_sentence_is_cropped_around_the_brand() -> None:
    text = "word " * 200 + "Tillvane " + "word " * 200
    start = text.index(OWN)
    quote, first, last = cropped(text, start, start + len(OWN))
    assert quote[first:last] == OWN
    assert len(quote) <= LONGEST_QUOTE + 4
    assert quote.startswith("… word")
    assert quote.endswith("word …")


def test_the_event_carries_every_cut_and_the_branded_answers_as_one(
    panel: list[BrandStateExtracted], event: EventOf, answers: AnswersOf
) -> None:
    branded = event(70, 9, {OWN: "recommended"}, about={"branded": True})
    told = announced([*panel, branded], answers)
    cuts = [(part.by, part.value, part.branded) for part in told.slices if part.by != "icp"]
    assert cuts == [
        ("all", None, False),
        ("provider", "local", False),
        ("provider", "openai", False),
        ("funnel_stage", "awareness", False),
        ("funnel_stage", "consideration", False),
        ("funnel_stage", "purchase", False),
        ("all", None, True),
    ]
    assert told.slices[0].brands[0].brand == "Mailchimp"
    assert told.substitutions[0].substitute_brand == "Mailchimp"
    assert told.period_start < told.period_end
    assert told == announced([branded, *reversed(panel)], answers).model_copy(update={"occurred_at": told.occurred_at})
    assert ShareOfVoiceMaterialised.model_validate_json(told.model_dump_json()) == told


def test_the_event_of_a_full_panel_with_many_brands_fits_into_a_kafka_record(
    event: EventOf, answers: AnswersOf
) -> None:
    names = [f"Company number {n}" for n in range(120)]
    events = []
    for number in range(150):
        named = {names[(number * 7 + step) % 120]: "recommended" for step in range(12)}
        reading = event(number, number % 50, named, provider=f"provider-{number % 4}", icp_id=UUID(int=number % 5))
        events.append(reading)
    told = announced(events, answers)
    assert len(told.model_dump_json().encode()) < 900_000
    assert any(state.discovered for state in events[0].states if isinstance(state, BrandState))
    own = [each for part in told.slices for each in part.brands if each.tracked]
    assert len(own) == len(told.slices), "the customer's brand is in every slice, however many are named more often"
    assert "are shown" in told.universe


def test_the_same_facts_have_the_same_id_and_others_another(
    panel: list[BrandStateExtracted], event: EventOf, answers: AnswersOf
) -> None:
    told = announced(panel, answers)
    assert announced(panel + panel, answers).id == told.id
    assert announced([*panel, event(71, 9, {})], answers).id != told.id
