"""What prompts are about, and the words that say so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.prompts.rules.classification import STAGE_OF, classify
from common.contracts.vocabulary import BrandName

pytestmark = pytest.mark.pure

BRANDS = (
    BrandName(name="Lumapost", aliases=("Luma Post",), domains=("lumapost.example",), tracked=True),
    BrandName(name="Mailchimp"),
)


@pytest.mark.parametrize(
    ("prompt", "intent", "query_intent", "cue"),
    [
        ("How does compound interest work?", "informational", "informational", "how does"),
        ("Why do my plants turn yellow?", "informational", "informational", "why"),
        ("Which running shoes would you recommend for flat feet?", "decision", "commercial", "recommend"),
        ("What is the best dentist in Reading?", "evaluation", "commercial", "best"),
        ("Compare accounting tools for a bakery, please.", "evaluation", "commercial", "compare"),
        ("I'm ready to buy a tent. Which one should I take?", "decision", "transactional", "ready to buy"),
        ("Where can I order a sourdough loaf tonight?", "decision", "transactional", "where can i order"),
        ("Lumapost login", "informational", "navigational", "login"),
    ],
)
def test_a_prompt_is_classified_by_the_words_that_decide(prompt: str, intent: str, query_intent: str, cue: str) -> None:
    found = classify(prompt, BRANDS)
    assert (found.intent, found.query_intent) == (intent, query_intent)
    assert cue in found.cues


def test_the_nearer_the_purchase_the_stronger_the_buying_signal() -> None:
    prompts = ("What is a newsletter?", "Which newsletter tool is best?", "I want to buy a newsletter tool this week.")
    signals = [classify(prompt, BRANDS).buying_signal for prompt in prompts]
    assert signals == sorted(signals)
    assert signals[0] < signals[1] < signals[2]


def test_worries_and_reviews_show_a_need_for_trust() -> None:
    plain = classify("Which tool is the easiest?", BRANDS)
    wary = classify("Which tool can I trust? I'm worried about hidden fees, what do the reviews say?", BRANDS)
    assert wary.trust_need >= plain.trust_need + 0.5


@pytest.mark.parametrize(
    ("prompt", "branded"),
    [
        ("Is Lumapost any good?", True),
        ("is LUMAPOST any good?", True),
        ("Is Luma Post any good?", True),
        ("I found lumapost.example, is it any good?", True),
        ("Should I leave Mailchimp?", True),
        ("Are lumaposts a thing?", False),
        ("Which newsletter tool is good?", False),
    ],
)
def test_a_prompt_is_branded_if_it_names_a_brand_that_is_looked_for(prompt: str, *, branded: bool) -> None:
    assert classify(prompt, BRANDS).branded is branded


def test_a_follow_up_is_understood_from_its_conversation() -> None:
    prompt = "And the second one?"
    alone = classify(prompt, BRANDS)
    after = classify(prompt, BRANDS, before=["I'm ready to order running shoes. Which would you pick today?"])
    assert alone.intent == "informational"
    assert after.intent == "decision"
    assert after.buying_signal > alone.buying_signal
    assert after.cues == ()


def test_what_was_said_long_ago_counts_less() -> None:
    first = "I'm ready to order running shoes. Which would you pick today?"
    small_talk = "Thank you!"
    near = classify(small_talk, BRANDS, before=[first])
    far = classify(small_talk, BRANDS, before=[first, small_talk, small_talk])
    assert far.buying_signal < near.buying_signal


def test_without_any_cue_the_verdict_is_unsure() -> None:
    assert classify("Hello", BRANDS).confidence <= 0.3


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=3))
def test_any_prompt_gets_a_consistent_verdict(prompt: str, before: list[str]) -> None:
    found = classify(prompt, BRANDS, before=before)
    assert found == classify(prompt, BRANDS, before=before)
    assert found.funnel_stage == STAGE_OF[found.intent]
    for score in (found.buying_signal, found.trust_need, found.confidence):
        assert score == round(score, 2)
    assert all(cue in " ".join(prompt.replace("’", "'").lower().split()) for cue in found.cues)
