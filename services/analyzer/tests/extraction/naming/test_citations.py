"""Sources are recorded apart from mentions; prominence, first position and neighbours of a mention."""

import math

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure
BRANDS = [WantedBrand("Acme", domains=("acme.com",)), WantedBrand("Zendoro", domains=("zendoro.io",))]


def test_link_targets_footnotes_and_source_lists_are_citations_and_no_mentions() -> None:
    answer = (
        "Files can be kept in [a store](https://www.acme.com/store).[^1]\n\n"
        "[^1]: https://zendoro.io/guide\n\nSources:\n- https://example.org/review"
    )
    found = extract(answer, BRANDS)
    assert [state.presence for state in found.states] == ["ignored", "ignored"]
    assert [(one.host, one.brand) for one in found.citations] == [
        ("acme.com", "Acme"),
        ("zendoro.io", "Zendoro"),
        ("example.org", None),
    ]


def test_a_target_that_is_no_address_is_no_citation() -> None:
    assert extract("See [this](#part) and [that](mailto:a@acme.com).", BRANDS).citations == ()


def test_prominence_is_the_share_of_words_in_its_sentences_weighted_by_their_place() -> None:
    found = extract("Acme is cheap. Nothing else is said in here. Zendoro exists.", BRANDS)
    weights = [3 * math.exp(0), 6 * math.exp(-1 / 3), 2 * math.exp(-2 / 3)]
    assert found.states[0].prominence == pytest.approx(weights[0] / sum(weights), abs=0.001)
    assert found.states[1].prominence == pytest.approx(weights[2] / sum(weights), abs=0.001)


def test_first_position_counts_code_points_of_the_answer() -> None:
    found = extract("👍 **Acme** and Zendoro.", BRANDS)
    assert found.states[0].first_position == "👍 **Acme".index("Acme")
    assert found.states[0].co_mentions == ("Zendoro",)
    assert extract("Nobody.", BRANDS).states[0].first_position is None


def test_a_small_word_of_the_dictionary_is_no_name() -> None:
    brother = [WantedBrand("Brother"), WantedBrand("Canon")]
    found = extract("Ask your brother to hold the cable while you open the Canon app.", brother)
    assert [state.presence for state in found.states] == ["ignored", "mentioned"]
