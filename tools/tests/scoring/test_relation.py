"""Kinds of comparison, and their two sides."""

import pytest

from scoring.sets.relation import relation_of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The kettle boils faster than the old stove.", "non-equal"),
        ("This lamp outperforms the other one.", "non-equal"),
        ("The chair is as sturdy as the bench.", "equative"),
        ("Both of them have the same weight.", "equative"),
        ("It is the lightest tent that we carried.", "superlative"),
        ("Unlike the bus, the tram stops here.", "non-gradable"),
    ],
)
def test_the_kind_of_a_comparison(sentence: str, kind: str) -> None:
    assert relation_of(sentence).kind == kind


def test_the_sides_are_the_subject_and_what_follows_than() -> None:
    read = relation_of("The kettle is faster than the stove.")
    assert (read.first, read.second) == ("the kettle", "the stove")


def test_an_adjunct_in_front_is_the_second_side() -> None:
    read = relation_of("Unlike the bus, the tram is quiet.")
    assert (read.first, read.second) == ("the tram", "the bus")


@pytest.mark.parametrize("sentence", ["", "than", "." * 5000, "as " * 3000, "better than " * 500])
def test_no_text_breaks_it(sentence: str) -> None:
    assert relation_of(sentence).kind
