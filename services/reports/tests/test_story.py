"""The sentences: what they say, and that they never say more than the counts."""

from collections.abc import Callable
from typing import Any

import pytest

from common.contracts.analytics import Figure
from reports.documents.rules.story import apart, findings, headline, overlap, summary
from reports.documents.rules.wording import clause, count, listed, percent, percent_interval, provider_name, sentence

pytestmark = pytest.mark.pure


def counted(case: Callable[..., Any], own: int, rival: int, answers: int = 20) -> Any:
    """A whole slice in which the two first brands have these mentions."""
    document = case(odds=(("Tillvane", 1.0), ("Mailchimp", 1.0)), conversations=4).document()
    part = document.whole()
    numbers = {"Tillvane": own, "Mailchimp": rival}
    brands = [brand.model_copy(update={"mentions": numbers[brand.brand]}) for brand in part.brands]
    ordered = tuple(sorted(brands, key=lambda brand: -brand.mentions))
    changed = part.model_copy(update={"brands": ordered, "answers": answers})
    return changed, next(brand for brand in ordered if brand.brand == "Tillvane")


@pytest.mark.parametrize(
    ("own", "rival", "told"),
    [
        (3, 12, "Tillvane is named in 3 of 20 answers; Mailchimp is named in 12"),
        (0, 12, "Tillvane is named in none of 20 answers; Mailchimp is named in 12"),
        (12, 3, "Tillvane is named in 12 of 20 answers; next is Mailchimp with 3"),
        (5, 5, "Tillvane is named in 5 of 20 answers, as often as Mailchimp"),
        (5, 0, "Tillvane is named in 5 of 20 answers; no rival is"),
        (0, 0, "None of 20 answers names Tillvane or a rival"),
    ],
)
def test_the_headline_says_who_is_named_how_often(case: Callable[..., Any], own: int, rival: int, told: str) -> None:
    part, figures = counted(case, own, rival)
    assert headline(part, "Tillvane", figures) == told


def tied(case: Callable[..., Any], mine: int, *rivals: int) -> str:
    document = case(odds=tuple((name, 1.0) for name in ("Tillvane", *NAMES[: len(rivals)]))).document()
    part = document.whole()
    numbers = {"Tillvane": mine, **dict(zip(NAMES, rivals, strict=False))}
    brands = [brand.model_copy(update={"mentions": numbers[brand.brand]}) for brand in part.brands]
    ordered = tuple(sorted(brands, key=lambda brand: (-brand.mentions, brand.brand)))
    own = next(brand for brand in ordered if brand.brand == "Tillvane")
    return headline(part.model_copy(update={"brands": ordered, "answers": 20}), "Tillvane", own)


NAMES = ("Brevo", "Klaviyo", "Mailchimp", "MailerLite")


def test_a_tie_is_told_as_one(case: Callable[..., Any]) -> None:
    assert tied(case, 2, 7, 7).endswith("; Brevo and Klaviyo are named in 7 each")
    assert tied(case, 9, 7, 7, 3).endswith("; next are Brevo and Klaviyo with 7 each")
    assert tied(case, 7, 7, 7, 7, 7).endswith(", as often as Brevo, Klaviyo and 2 other brands")


def test_few_conversations_carry_no_percentage_at_the_top(case: Callable[..., Any]) -> None:
    few = case(conversations=3).document()
    assert few.whole().conversations < 5
    assert "%" not in few.summary
    assert "too few for a percentage" in few.summary
    assert "%" in case(conversations=12).document().summary


def test_a_panel_larger_than_what_counts_is_explained(case: Callable[..., Any]) -> None:
    told = [each for each in case(conversations=7).document().cautions if each.startswith("The panel has")]
    assert len(told) == 1
    assert told[0].startswith("The panel has 10 conversations; these figures rest on the 7 with answers")
    assert not [each for each in case(conversations=10).document().cautions if each.startswith("The panel has")]


def test_without_answers_the_headline_claims_nothing(case: Callable[..., Any]) -> None:
    assert headline(None, "Tillvane", None) == "No answer could be measured"
    assert case(conversations=0).document().headline == "No answer could be measured"


def test_the_summary_gives_interval_conversations_answers_and_providers(case: Callable[..., Any]) -> None:
    document = case(providers=("openai", "anthropic")).document()
    whole = document.whole()
    own = document.own(whole)
    told = summary(whole, own, document.audit.providers)
    assert percent(own.share_of_voice.value) in told
    assert f"95% interval {percent_interval(own.share_of_voice)}" in told
    assert f"{whole.conversations} conversations and {whole.answers} answers" in told
    assert told.endswith("Asked: OpenAI and Anthropic.")


def test_a_null_share_is_told_with_its_reason_and_never_as_zero(case: Callable[..., Any]) -> None:
    told = case(odds=(("Tillvane", 0.0), ("Mailchimp", 0.0))).document().summary
    assert "not measurable: no answer names any brand compared" in told
    assert "0%" not in told


def test_a_small_panel_is_warned_of_and_a_large_one_is_not(case: Callable[..., Any]) -> None:
    small, large = case(conversations=5).document(), case(conversations=40).document()
    assert any(caution.startswith("Only 5 conversations: intervals are wide") for caution in small.cautions)
    assert not any("intervals are wide" in caution for caution in large.cautions)


def test_failed_questions_and_the_small_model_are_named(case: Callable[..., Any]) -> None:
    cautions = case(failed=4).document().cautions
    assert any(caution.startswith("4 questions got no answer") for caution in cautions)
    assert any("runs locally" in caution for caution in cautions)
    assert not any("runs locally" in caution for caution in case(providers=("openai",)).document().cautions)


def test_the_first_finding_is_who_takes_the_place(case: Callable[..., Any]) -> None:
    document = case(conversations=30).document()
    first = document.findings[0]
    most = max(document.substitutions, key=lambda one: one.occurrences)
    assert first.section == "substitution"
    assert f"{most.substitute_brand} is there most often: in {most.occurrences} of {most.missing_answers}" in first.text


def test_a_difference_within_the_intervals_is_no_finding(case: Callable[..., Any]) -> None:
    document = case(own="Brevo", conversations=12).document()
    parts = [part for part in document.slices if part.by == "icp"]
    owns = [document.own(part) for part in parts]
    assert len({own.mentions for own in owns}) > 1, "the sample must differ for this to be a test"
    assert not any(overlap(one.visibility, other.visibility) is False for one in owns for other in owns)
    assert all(finding.section != "icps" for finding in document.findings)


def test_profiles_that_stand_apart_are_a_finding(case: Callable[..., Any]) -> None:
    document = case(conversations=30).document()
    figures = {0: Figure(value=0.1, low=0.05, high=0.15), 1: Figure(value=0.6, low=0.5, high=0.7)}
    parts = []
    for place, part in enumerate([part for part in document.slices if part.by == "icp"][:2]):
        mentions = (2, 12)[place]
        brands = tuple(
            brand.model_copy(update={"visibility": figures[place], "mentions": mentions}) for brand in part.brands
        )
        parts.append(part.model_copy(update={"answers": 20, "brands": brands}))
    found = findings(tuple(parts), (), document.brand, document.brand_id)
    assert [finding.section for finding in found] == ["icps"]
    assert "named in 2 of 20 answers" in found[0].text
    assert "chance" not in found[0].text


def test_intervals_apart_and_overlapping_are_told_apart_and_unknown_is_neither() -> None:
    low, high = Figure(value=0.1, low=0.0, high=0.2), Figure(value=0.5, low=0.4, high=0.6)
    touching, unknown = Figure(value=0.3, low=0.2, high=0.4), Figure(value=0.3, reason="one conversation")
    assert apart(low, high)
    assert not overlap(low, high)
    assert overlap(low, touching)
    assert not apart(low, unknown)
    assert not overlap(low, unknown)


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.0, "0%"), (0.001, "<1%"), (0.125, "13%"), (0.5, "50%"), (0.998, ">99%"), (1.0, "100%"), (0.005, "1%")],
)
def test_shares_are_whole_per_cent_and_nothing_is_rounded_to_nothing(share: float, told: str) -> None:
    assert percent(share) == told


def test_words_agree_with_their_numbers() -> None:
    assert count(1, "answer") == "1 answer"
    assert count(1200, "answer") == "1,200 answers"
    assert [listed(()), listed(("a",)), listed(("a", "b")), listed(("a", "b", "c"))] == [
        "none", "a", "a and b", "a, b and c",
    ]  # fmt: skip
    assert provider_name("openai") == "OpenAI"
    assert provider_name("somebody-new") == "somebody-new"
    assert sentence("every rival") == "Every rival."
    assert sentence("Every rival.") == "Every rival."


def test_a_reason_that_is_a_sentence_becomes_part_of_another() -> None:
    assert clause("No answer in this slice names a brand.") == "no answer in this slice names a brand"
    assert clause("Mailchimp is the only one") == "Mailchimp is the only one"
