"""When two texts say the same."""

import pytest

from scoring.sites.wording import holds, matched, overlap, same, same_kind, speaks_of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St Brannoc’s  College", "st brannoc's college"),
        ("Vélo-Cargo", "velo cargo"),
        ("GROẞE Glocken", "grosse glocken"),
    ],
)
def test_case_accents_apostrophes_and_white_space_are_aside(one: str, other: str) -> None:
    assert same(one, other)
    assert not same(one, other + " more")


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [
        ("we sell cargo bikes here", "cargo bike", True),
        ("we sell cargobikes", "bike", False),
        ("bikes for cargo", "cargo bike", False),
        ("レッスンと煎茶「朝霧」", "煎茶", True),
        ("煎じ茶", "煎茶", False),
        ("of the town", "of the", False),
    ],
)
def test_a_phrase_is_held_as_words(text: str, phrase: str, held: bool) -> None:
    assert holds(text, phrase) is held
    assert overlap(phrase, text) is held


@pytest.mark.parametrize(
    ("text", "stem", "language", "spoken"),
    [
        ("redonating is fine", "donat", "en", False),
        ("donations are welcome", "donat", "en", True),
        ("a velvet coat", "vet", "en", False),
        ("our vets", "vet", "en", True),
        ("veterans", "vet", "en", False),
        ("Gleitringdichtung tropft", "Dichtung tropft", "de", True),
        ("c’est nécessaire", "essai", "fr", False),
        ("水出し煎茶", "煎茶", "ja", True),
    ],
)
def test_a_stem_begins_a_word_or_stands_within_a_compound(text: str, stem: str, language: str, spoken: bool) -> None:
    assert speaks_of(text, stem, language) is spoken


def test_categories_are_of_one_kind_whatever_the_order_number_and_town() -> None:
    assert same_kind("vets in Yorbeck", "vet", ["Yorbeck"])
    assert same_kind("software for schools", "school software")
    assert not same_kind("farm vet", "vet")
    assert not same_kind("Yorbeck", "vet", ["Yorbeck"])


def test_findings_are_paired_with_as_many_entries_as_can_be() -> None:
    entries = [("red bell", "bell"), ("bell",)]
    matches = matched(["bell", "red bell", "red bell frame", "rope"], entries, overlap)
    assert len(matches.pairs) == 2
    assert len(matches.again) == 1
    assert 3 not in matches.pairs
    assert 3 not in matches.again
