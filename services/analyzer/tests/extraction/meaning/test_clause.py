"""How one clause is meant: about whom, affirmed or not, in which mood, and who speaks."""

import pytest

from analyzer.extraction.lexicon.cues.expressions import O, T
from analyzer.extraction.meaning.clause import Clause, read_clause
from analyzer.extraction.meaning.clauses.segments import Segment

pytestmark = pytest.mark.pure


def clause(text: str, *, whole: str | None = None, question: bool = False) -> Clause:
    """The reading of a clause in which the brand is ``T`` and another one ``O``."""
    masked, sentence = (one.replace("T", T).replace("O", O) for one in (text, whole or text))
    return read_clause(Segment(0, masked, sentence, 0, len(masked), (), True, question, 0))


@pytest.mark.parametrize(
    ("text", "polarity", "modality", "speaker"),
    [
        ("T sends letters.", "affirmed", "asserted", "answer"),
        ("T is reliable.", "affirmed", "asserted", "answer"),
        ("i recommend T.", "affirmed", "advice", "answer"),
        ("T is not reliable.", "negated", "asserted", "answer"),
        ("nobody should try T.", "negated", "asserted", "answer"),
        ("avoid T.", "rejected", "asserted", "answer"),
        ("use O instead of T.", "rejected", "asserted", "answer"),
        ("T has been discontinued.", "rejected", "asserted", "answer"),
        ("if T had reports, it would be the best choice.", "affirmed", "hypothetical", "answer"),
        ("T was the go-to option until 2020.", "affirmed", "hypothetical", "answer"),
        ("T claims to be the best choice.", "affirmed", "asserted", "brand"),
        ("according to T, nothing is faster.", "affirmed", "asserted", "brand"),
        ("some say T is reliable.", "affirmed", "asserted", "people"),
    ],
)
def test_a_clause_says_how_it_is_meant(text: str, polarity: str, modality: str, speaker: str) -> None:
    read = clause(text)
    assert (read.polarity, read.modality, read.speaker) == (polarity, modality, speaker)


def test_a_question_is_none_of_its_parts() -> None:
    assert clause("is T the best choice?", question=True).modality == "question"
    assert not clause("is T the best choice?", question=True).is_claimed


def test_a_supposition_of_the_sentence_holds_for_each_of_its_clauses() -> None:
    read = clause("T is the best choice", whole="if it had reports, T is the best choice")
    assert read.modality == "hypothetical"
    assert not read.is_claimed


def test_what_a_brand_says_of_itself_is_not_claimed_and_what_people_say_is() -> None:
    assert not clause("T promises to be reliable.").is_claimed
    assert clause("many say T is reliable.").is_claimed


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("i recommend T.", "recommended"),
        ("T is reliable.", "trusted"),
        ("T is the best.", "superiority"),
        ("T saves time.", "outcome"),
        ("T is affordable.", "transaction"),
        ("T is made for creatives.", "identity"),
        ("T is loved by thousands.", "social_proof"),
        ("T is transparent.", "truth"),
        ("T saved us weeks.", "praise"),
        ("T is a waste of money.", "blame"),
    ],
)
def test_cues_of_every_dimension_are_found_once(text: str, dimension: str) -> None:
    assert list(clause(text).of(dimension))


def test_a_cue_about_another_brand_does_not_count() -> None:
    read = clause("O is reliable, T is not")
    assert [said.subject for said in read.said if said.cue.dimension == "trusted"] == ["other"]
    assert not list(read.of("trusted"))
    assert read.subject == "other"


def test_a_denied_cue_is_there_and_does_not_count() -> None:
    read = clause("T isn't reliable, but it is affordable.")
    assert [said.denied for said in read.said if said.cue.dimension == "trusted"] == [True]
    assert list(read.of("transaction"))
    assert read.polarity == "affirmed"


def test_a_reading_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        clause("T is reliable.").polarity = "rejected"  # type: ignore[misc]
