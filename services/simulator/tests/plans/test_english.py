"""English phrases: articles, number, and what the customer says of himself."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.english.nouns import plural, singular
from simulator.plans.rules.english.concerns import doubt_of, statement_of
from simulator.plans.rules.english.grammar import indefinite, plain_noun_phrase, punctuated, with_article

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("accounting tool", "an accounting tool"), ("university", "a university"), ("hour", "an hour"),
        ("SMS tool", "an SMS tool"), ("CRM", "a CRM"), ("e-mail tool", "an e-mail tool"), ("used car", "a used car"),
        ("honest broker", "an honest broker"), ("one-off service", "a one-off service"), ("umbrella", "an umbrella"),
        ("European firm", "a European firm"), ("HR team", "an HR team"), ("unimportant thing", "an unimportant thing"),
    ],
)  # fmt: skip
def test_articles_follow_the_sound(phrase: str, expected: str) -> None:
    assert with_article(phrase) == expected


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("small online store", "small online stores"), ("local service business", "local service businesses"),
        ("agency", "agencies"), ("parent of toddlers", "parents of toddlers"), ("bakery", "bakeries"),
        ("salesperson", "salespersons"), ("family", "families"), ("mattress", "mattresses"), ("café", "cafés"),
        ("busy woman", "busy women"), ("tax", "taxes"), ("church", "churches"),
    ],
)  # fmt: skip
def test_plurals_and_back(one: str, many: str) -> None:
    assert (plural(one), singular(many), plural(many), singular(one)) == (many, one, many, one)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Newsletter Editor", "newsletter editor"), ("powerful analytics dashboards", "analytics dashboards"),
        ("GDPR consent records", "GDPR consent records"), ("Shopify integration", "Shopify integration"),
        ("Bring your customers back", None), ("Newsletters in 15 minutes", None), ("You know your customers", None),
        ("Simple, fair pricing", None), ("Start free", None), ("", None), ("!!!", None), ("Seamless", None),
    ],
)  # fmt: skip
def test_only_plain_noun_phrases_are_taken_from_a_site(said: str, expected: str | None) -> None:
    assert plain_noun_phrase(said) == expected


def test_counted_things_get_an_article_and_others_do_not() -> None:
    things = ("newsletter editor", "customs clearance", "trail running shoes", "software")
    assert [indefinite(thing) for thing in things] == [
        "a newsletter editor", "customs clearance", "trail running shoes", "software",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("You lose sales to abandoned carts.", "I lose sales to abandoned carts"),
        ("Your list lies idle and people forget the shop", "My list lies idle and people forget the shop"),
        ("Losing track of shipments", "I'm tired of losing track of shipments"),
        ("no time to write newsletters", "I have no time to write newsletters"),
        ("Sore knees", "My biggest problem is sore knees"),
        ("We know that you hate waiting", None),
        ("Nobody should have to tell you twice that you lose money", None),
        ("Acme saves you hours", None),
        ("Is your inbox a mess?", None),
    ],
)
def test_problems_are_said_in_the_first_person_or_not_at_all(problem: str, said: str | None) -> None:
    assert statement_of(problem, re.compile(r"\bAcme\b")) == said


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("we lose sales to abandoned carts", "We lose sales to abandoned carts"),
        ("my boots rub and my heels blister", "My boots rub and my heels blister"),
        (
            "deadlines live in one spreadsheet, hours in another, and nobody knows which drawing is the latest",
            "Deadlines live in one spreadsheet, hours in another, and nobody knows which drawing is the latest",
        ),
        ("list lies idle", None),
        ("small shops that lose sales to abandoned carts", None),
    ],
)
def test_complaints_that_are_worded_already_are_kept(problem: str, said: str | None) -> None:
    assert statement_of(problem, re.compile(r"\bAcme\b")) == said


@pytest.mark.parametrize(
    ("objection", "said"),
    [
        ("it might be too expensive for a very small shop", "I'm worried that it might be too expensive"),
        ("I might lose my house", "I'm worried that I might lose my house"),
        ("I am not good with computers", "I am not good with computers"),
        ("Is it worth the price?", None),
        ("Acme might be too small", None),
    ],
)
def test_objections_become_doubts_in_a_customers_words(objection: str, said: str | None) -> None:
    assert doubt_of(objection, re.compile(r"\bAcme\b")) == said


@given(st.text())
def test_sentences_are_stable_once_made(text: str) -> None:
    assert punctuated(punctuated(text)) == punctuated(text)
