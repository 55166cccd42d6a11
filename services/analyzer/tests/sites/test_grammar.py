"""The little grammar that the analysis stands on."""

import pytest

from analyzer.sites.rules.reading.english.grammar import as_clause, sentences
from common.english.nouns import plural, singular
from common.english.voice import first_person

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("bakery", "bakeries"), ("law firm", "law firms"), ("brush", "brushes"), ("shelf", "shelves"), ("box", "boxes"),
        ("toy", "toys"), ("agency", "agencies"), ("person", "people"), ("class", "classes"),
    ],
)  # fmt: skip
def test_plural_and_singular_are_each_others_undo(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many) == one


@pytest.mark.parametrize("noun", ["software", "marketing", "insurance", "electronics", "boots"])
def test_mass_nouns_and_plurals_stay_as_they_are(noun: str) -> None:
    assert plural(noun) == noun


@pytest.mark.parametrize(
    ("said_to_you", "said_by_me"),
    [
        ("your list lies idle", "my list lies idle"),
        ("nobody helps you", "nobody helps me"),
        ("you forget who bought what", "I forget who bought what"),
        ("it costs you hours, and you are tired", "it costs me hours, and I am tired"),
        ("when you're alone you can't leave", "when I'm alone I can't leave"),
    ],
)
def test_what_is_said_to_the_customer_can_be_said_by_him(said_to_you: str, said_by_me: str) -> None:
    assert first_person(said_to_you) == said_by_me


def test_a_clause_begins_small_unless_it_begins_with_a_name() -> None:
    assert as_clause("The list lies idle.") == "the list lies idle"
    assert as_clause("I have no time.") == "I have no time"
    assert as_clause("Harrow lost my order.") == "Harrow lost my order"


def test_sentences_end_where_they_end() -> None:
    text = "- We ship e.g. to Malta. Ask Dr. Reeve!\n| a | table |\n“It works.” She said so."
    assert list(sentences(text)) == ["We ship e.g. to Malta.", "Ask Dr. Reeve!", "“It works.", "She said so."]
