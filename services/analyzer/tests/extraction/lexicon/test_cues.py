"""The language of cues, its tables, and what a bad row is told."""

import re

import pytest

from analyzer.extraction.lexicon.cues import tables
from analyzer.extraction.lexicon.cues.anchors import anchors, words_of
from analyzer.extraction.lexicon.cues.expressions import PRIMITIVES, O, T, expression
from analyzer.extraction.lexicon.cues.language import Named, PatternError, parsed
from analyzer.extraction.lexicon.cues.tables import LONGEST, TABLES, Cue, CueError, Cues, classes, read_rows, table

pytestmark = pytest.mark.pure
KINDS = {"FINE": parsed("good|great"), "KIND": parsed("choice[s]|way to go")}


def found(pattern: str, text: str) -> bool:
    masked = text.replace("T", T).replace("O", O)
    return re.search(expression(parsed(pattern), KINDS), masked) is not None


@pytest.mark.parametrize(
    ("pattern", "there", "not_there"),
    [
        ("good", "a good one", "goodness"),
        ("{T} is {FINE}", "T is great", "T is greatest"),
        ("{FINE} {KIND}", "a good way to go", "a good way"),
        ("recommend[s] {T}", "who recommends T", "recommended T"),
        ("recommend* {T}", "recommending T", "recommending O"),
        ("a [very] good", "a very good", "a rather good"),
        ("is ~2 good", "is not very good", "is one of the good"),
        ("is ~1-2 good", "is very good", "is good"),
        ("is ~2{FINE} {KIND}", "is good great choices", "is bad choices"),
        ("{T} ..10 good", "T is so good", "T is better than O, good"),
        ("{T} ...40 good", "T is better than O, good", "T is better. good"),
        ("recommend {NEAR} {T}", "recommend the new T", "recommend O instead of T"),
        ("recommend {CLOSE} {T}", "recommend the new T", "recommend it, but T"),
        ("wins!( on)", "T wins today", "T wins on points"),
        ("<!(often )pick {T}", "i pick T", "they often pick T"),
        ("^{T} is", "T is", "so T is"),
        ("{T}$", "take T", "take T now"),
        ("(a|the) (big one|best)", "the big one", "one big one"),
        ("{T}'s plan", "T's plan", "O's plan"),
    ],
)
def test_a_pattern_says_where_it_is_found(pattern: str, there: str, not_there: str) -> None:
    assert found(pattern, there)
    assert not found(pattern, not_there)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("a {T", "'{' at 3 is not closed"),
        ("a (b|c", "'(' at 3 is not closed"),
        ("a b)", "')' at 4 closes nothing"),
        ("a }", "'}' at 3 closes nothing"),
        ("a ()", "an empty choice at 3"),
        ("a ~ b", "a number is wanted at 4"),
        ("a ~3", "a space is wanted at 5, behind the words"),
        ("a .. b", "a number is wanted at 5"),
        ("a ! b", "'!' at 3 wants a choice in round brackets"),
        ("wins !(on)", "at 6 nothing follows: write the space within, wins!( on)"),
        ("a {NOBODY}", "there is no class {NOBODY}"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_where_and_why(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError, match=re.escape(reason)):
        expression(parsed(pattern), KINDS)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{T} is a {FINE} {KIND}", {"good", "great"}),
        ("recommend* {T}", {"reco*"}),
        ("{T} {LY}", None),
        ("give up|{T} wins", {"give", "wins"}),
        ("give up|{T} {LY}", None),
        ("don't use {T}", {"don"}),
    ],
)
def test_a_pattern_is_looked_for_where_one_of_its_words_is(pattern: str, words: set[str] | None) -> None:
    assert anchors(parsed(pattern), KINDS) == words


def test_a_text_has_words_and_their_beginnings() -> None:
    assert words_of("i'd recommend t's 2nd") == {"i", "d", "recommend", "reco*", "t", "s", "2nd"}


def row(**changed: str) -> str:
    columns = {
        "id": "fine-one",
        "dimension": "trusted",
        "pattern": "fine",
        "weight": "0.8",
        "support": "a, b",
    } | changed
    return "\t".join(columns.values())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("fine-one\ttrusted\tfine\t0.8", "made, line 2: 5 columns are wanted, not 4"),
        (row(id="Fine one"), "made, line 2, id: 'Fine one' is no slug"),
        (row(dimension=""), "made, line 2, dimension: none"),
        (row(pattern="x" * (LONGEST + 1)), f"made, line 2, pattern: 1 to {LONGEST} characters are wanted, not 161"),
        (row(weight="much"), "made, line 2, weight: 'much' is no number"),
    ],
)
def test_a_bad_row_is_told_its_line_its_column_and_the_reason(line: str, reason: str) -> None:
    with pytest.raises(CueError, match=re.escape(reason)):
        list(read_rows("made", iter([(2, line)])))


def test_an_id_comes_once_in_a_dimension() -> None:
    with pytest.raises(CueError, match="made, line 3, id: fine-one occurs twice"):
        list(read_rows("made", iter([(2, row()), (3, row(pattern="good"))])))
    assert len(list(read_rows("made", iter([(2, row()), (3, row(dimension="praise"))])))) == 2


def test_a_row_that_cannot_be_compiled_is_named() -> None:
    with pytest.raises(CueError, match=re.escape("fine-one, pattern: there is no class {NOBODY}")):
        Cues((Cue("fine-one", "trusted", "{NOBODY}", 0.8, ()),), KINDS)


def test_every_row_of_every_table_can_be_found() -> None:
    for name in TABLES:
        Cues(table(name), classes())


def test_every_class_is_used_and_none_is_longer_than_a_pattern() -> None:
    lines = [line for _, line in tables.lines("classes")]
    assert max(len(line.partition("\t")[2]) for line in lines) <= LONGEST
    said = [*(cue.pattern for name in TABLES for cue in table(name)), *(line.partition("\t")[2] for line in lines)]
    used = set(re.findall(r"\{(\w+)\}", " ".join(said)))
    assert set(classes()) - used == set()
    assert used <= set(classes()) | set(PRIMITIVES)


def test_words_of_warmth_are_single_words_within_three_of_nought() -> None:
    for word, weight in tables.valences().items():
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", word), word
        assert 0 < abs(weight) <= 3


def test_a_row_is_found_only_where_its_words_are_and_every_time() -> None:
    cues = Cues((Cue("a", "x", "good {T}", 1, ()), Cue("b", "y", "great {T}", 2, ())), KINDS)
    text = f"good {T}, good {T}"
    assert [cue.id for cue, _ in cues.found(text)] == ["a", "a"]
    assert cues.candidates(text) == [0]
    assert cues.holds(f"great {T}")
    assert not cues.holds("great")
    assert parsed("{T}") == ((Named("T"),),)
