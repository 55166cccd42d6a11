"""``python -m scoring.support``: who needs a cue, and which cues nobody needs.

Who needs a cue: the labelled answers of the development part in which a row of the tables helps to read a label.

A row helps where it is found in a clause about a brand, counts there, and says what the label says (who is recommended
may well be trusted); a row that takes something back (``rejected``, ``hypothetical``) where the label agrees that
nothing is said for the brand. Answers count once for the same words: two copies of a sentence are one answer. Nothing
of the held-out part is looked at.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from analyzer.extraction import Apart, compile_brands, lexicon, take_apart
from analyzer.extraction.lexicon import COLUMNS, TABLES, Cue, O, T, cues_of, file_of, table
from analyzer.extraction.meaning import Outline, Segment, advice_abroad, outline, place_of, read_clause, segments
from scoring.alternatives import Key, doubled, idle, key_of
from scoring.gold import FOLDER
from scoring.results import Facts, Labelled, labelled

LEAST = 2
"""Answers that don't share their words: a row that only one of them needs remembers a sentence."""
_NAMED = 3
"""Answers that a row names as its support; more would say nothing more."""
_TABLES = Path(lexicon.__file__).parent / "cues"
_REFUSED = 12
"""Sentences of an answer that refuses: a longer one says something."""
_SLOTS = "".join(map(chr, range(0xE010, 0xE0F0)))
_VOUCHED = ("recommended", "trusted")


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled answer with its lists, and every clause about a brand; ``labels`` by the number of the brand."""

    answer: Labelled
    apart: Apart
    outline: Outline
    spoken: Sequence[Segment]
    labels: Mapping[int, Facts]


Supports = dict[Key, dict[str, str]]
"""Of each row: the words in which it helps, and the answer that has them first."""


def supports(answers: Iterable[Labelled]) -> Supports:
    """The development answers that support each row, in the order of the corpus; no row is left out."""
    found: Supports = {key_of(cue): {} for name in TABLES for cue in table(name)}
    for answer in answers:
        if answer.part == "dev" and answer.language == "en":
            for key, words in _helping(_taken_apart(answer)):
                found[key].setdefault(words, answer.id)
    return found


def ids(places: Mapping[str, str]) -> list[str]:
    """The different answers among places."""
    return list(dict.fromkeys(places.values()))


def _taken_apart(answer: Labelled) -> Read:
    labels = dict(enumerate(answer.labels[brand.name] for brand in answer.brands))
    apart = take_apart(answer.answer, compile_brands(answer.brands).matcher, answer.prompt or None, discover=False)
    structure = outline(apart.document, apart.mentions)
    spoken = list(segments(apart.document, apart.sentences, apart.mentions, structure))
    return Read(answer, apart, structure, spoken, labels)


def _helping(read: Read) -> Iterator[tuple[Key, str]]:
    """Rows that help, each with the words in which it does."""
    yield from _in_clauses(read)
    yield from _in_clauses_that_name(read)
    yield from _in_sentences(read)
    yield from _in_comparisons(read)
    yield from _in_lists(read)
    yield from _in_labels(read)
    yield from _in_refusals(read)
    yield from _in_the_question(read)


def _in_clauses(read: Read) -> Iterator[tuple[Key, str]]:
    stance, supposed = cues_of("stance"), cues_of("stance", only=("hypothetical",))
    for segment in read.spoken:
        label = read.labels.get(segment.owner)
        if label is None:
            continue
        clause = read_clause(segment)
        for said in clause.said:
            turned = said.cue.dimension in ("beats", "beaten") and clause.subject == "other"
            if (said.counts or turned) and clause.is_claimed and _agrees(said.cue, label, segment):
                yield key_of(said.cue), segment.text
        if label.get("presence") in (None, *_VOUCHED):
            continue
        for table_of, text in ((stance, segment.text), (supposed, segment.whole)):
            yield from ((key_of(cue), text) for cue, _ in table_of.found(text))


def _in_clauses_that_name(read: Read) -> Iterator[tuple[Key, str]]:
    """Places in words, and sentences that are nothing but a name."""
    for segment in (segment for segment in read.spoken if segment.direct):
        label = read.labels.get(segment.owner, {})
        for cue, hit in cues_of("places").found(segment.text) if label.get("rank") else ():
            if label["rank"] == place_of(cue, hit):
                yield key_of(cue), segment.text
        if label.get("presence") == "recommended":
            yield from ((key_of(cue), hit.string) for cue, hit in advice_abroad(segment.whole))
            for cue, _ in cues_of("contrast", only=("bare",)).found(segment.text):
                yield key_of(cue), f"{read.answer.prompt} {read.answer.answer}"


def _agrees(cue: Cue, label: Facts, segment: Segment) -> bool:
    """Whether a cue that counts says of a brand what its label says."""
    match cue.dimension:
        case "recommended" | "told":
            return bool(label.get("presence") == "recommended")
        case "trusted":
            return bool(label.get("presence") in _VOUCHED)
        case "praise" | "beats":
            return bool(label.get("sign", 0) > 0)
        case "blame" | "set-aside":
            return bool(label.get("sign", 0) < 0)
        case "beaten":
            return bool(label.get("sign", 0) < 0 and segment.rivals)
        case belief:
            return bool(label.get("belief") == belief)


def _in_sentences(read: Read) -> Iterator[tuple[Key, str]]:
    """Openings that set a sentence against the one before, and sentences that tell brands apart."""
    if not any(label.get("presence") == "compared" for label in read.labels.values()):
        return
    for sentence in read.apart.sentences:
        text = read.apart.document.text[sentence.start : sentence.end].lower()
        for cue, _ in cues_of("contrast", only=("contrast", "told-apart")).found(text):
            yield key_of(cue), text


def _in_comparisons(read: Read) -> Iterator[tuple[Key, str]]:
    """What sets brands that are labelled as compared against others."""
    for segment in read.spoken:
        if read.labels.get(segment.owner, {}).get("presence") != "compared":
            continue
        for cue, _ in cues_of("comparisons", only=("outdoes",)).found(segment.text):
            yield key_of(cue), segment.text
        coded, own = _coded(segment.whole)
        for cue, hit in cues_of("comparisons", only=("spans", "compares")).nested(coded):
            if own in hit.group() and sum(letter in _SLOTS for letter in hit.group()) > 1:
                yield key_of(cue), coded


def _coded(whole: str) -> tuple[str, str]:
    """A masked sentence as comparisons are read in it, one letter a brand, and the letter of the brand in question."""
    others = iter(_SLOTS[1:])
    return "".join(_SLOTS[0] if sign == T else next(others, sign) if sign == O else sign for sign in whole), _SLOTS[0]


def _in_lists(read: Read) -> Iterator[tuple[Key, str]]:
    """What introductions say of items, and items of themselves."""
    text = read.apart.document.text
    introductions = cues_of("lists", only=tuple(_LISTED))
    for group, (start, end) in read.outline.intro.items():
        intro = text[start:end].lower()[-400:]
        for cue, _ in introductions.found(intro):
            if any(_LISTED[cue.dimension](label) for label in _headed(read, group)):
                yield key_of(cue), intro
    for number, owners in read.outline.heads.items():
        block = read.apart.document.blocks[number]
        item = text[block.start : block.end].lower()
        for cue, _ in cues_of("lists", only=("item-against",)).found(item):
            if any(
                read.labels[owner].get("presence") not in (None, *_VOUCHED) for owner in owners if owner in read.labels
            ):
                yield key_of(cue), item


def _in_labels(read: Read) -> Iterator[tuple[Key, str]]:
    """Words that say that an order means nothing, and labels that ask for a fact."""
    text = read.apart.document.text
    if all(label.get("rank") == 0 for label in read.labels.values()):
        for block in read.apart.document.blocks:
            said = text[block.start : block.end].lower()
            for cue, _ in cues_of("lists", only=("no-order",)).found(said):
                yield key_of(cue), said
    for block in read.apart.document.blocks:
        label = text[slice(*block.bold[0])].lower() if block.bold else ""
        for cue, _ in cues_of("lists", only=("label-neutral",)).found(label):
            if any(said.get("presence") not in (None, *_VOUCHED) for said in read.labels.values()):
                yield key_of(cue), label


_LISTED: Mapping[str, Callable[[Facts], bool]] = {
    "list-recommends": lambda label: label.get("presence") == "recommended",
    "list-against": lambda label: label.get("presence") in ("mentioned", "compared"),
    "list-neutral": lambda label: label.get("presence") in ("mentioned", "compared"),
    "list-instead": lambda label: label.get("presence") == "recommended",
}


def _headed(read: Read, group: int) -> Iterator[Facts]:
    """The labels of the brands that head the blocks of a list."""
    for number, owners in read.outline.heads.items():
        if read.apart.document.blocks[number].group == group or number in read.outline.led:
            yield from (read.labels[owner] for owner in owners if owner in read.labels)


def _in_refusals(read: Read) -> Iterator[tuple[Key, str]]:
    """What refuses and what is polite in an answer that names nobody, and what turns it where somebody is named."""
    named = any(label["named"] for label in read.labels.values())
    for sentence in read.apart.sentences[:_REFUSED]:
        text = read.apart.document.text[sentence.start : sentence.end].lower().replace("’", "'")
        for cue, _ in cues_of("refusal").found(text):
            if named == (cue.dimension == "turns"):
                yield key_of(cue), text


def _in_the_question(read: Read) -> Iterator[tuple[Key, str]]:
    """What the question wants, where an answer gives it: a recommendation, a comparison, a bare name."""
    prompt = read.apart.scanned.prompt.lower()
    told = {label.get("presence") for label in read.labels.values()}
    wanted = {
        "asks-which": "recommended",
        "asks-most": "recommended",
        "asks-compare": "compared",
        "asks-whose": "mentioned",
        "asks-against": "mentioned",
    }
    for cue, _ in cues_of("lists", only=tuple(wanted)).found(prompt):
        if wanted[cue.dimension] in told:
            yield key_of(cue), prompt


def unsupported(found: Supports) -> dict[Key, list[str]]:
    """The rows that too few answers need, with those that do."""
    return {key: ids(places) for key, places in found.items() if len(ids(places)) < LEAST}


def unproven(found: Supports) -> list[Key]:
    """The rows whose column ``support`` names too few of the answers that need them, or one that doesn't."""
    rows = (cue for name in TABLES for cue in table(name))
    return [
        key_of(cue)
        for cue in rows
        if len(set(cue.support)) < LEAST or not set(cue.support) <= set(found[key_of(cue)].values())
    ]


def written(name: str, found: Supports) -> str:
    """A table with the support of each row filled in."""
    lines = _TABLES.joinpath(*file_of(name)).read_text("utf-8").splitlines()
    at = {column: number for number, column in enumerate(COLUMNS)}
    filled = lines[:1]
    for line in lines[1:]:
        columns = line.split("\t")
        if len(columns) == len(COLUMNS) and not line.startswith("#"):
            columns[at["support"]] = ", ".join(ids(found[columns[at["dimension"]], columns[at["id"]]])[:_NAMED])
        filled.append("\t".join(columns))
    return "\n".join(filled) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many answers need each row; 1 where one has too few or says what another says; may fill in tables."""
    parser = argparse.ArgumentParser(prog="python -m scoring.support", description=__doc__)
    parser.add_argument("--write", action="store_true", help="fill in the column support of the tables")
    parser.add_argument("--idle", action="store_true", help="alternatives of a row that no answer needs, too")
    chosen = parser.parse_args(arguments)
    found = supports(labelled(FOLDER))
    console = Console()
    console.print(_shown(found, idle_too=chosen.idle))
    if chosen.write:
        for name in TABLES:
            _TABLES.joinpath(*file_of(name)).write_text(written(name, found), encoding="utf-8")
    for (dimension, cue), answers in unsupported(found).items():
        console.print(f"[bold]{dimension}, {cue}[/] is needed by {len(answers)}, {LEAST} are wanted")
    twice = doubled(cue for name in TABLES for cue in table(name))
    for (dimension, cue), (_, earlier) in twice.items():
        console.print(f"[bold]{dimension}, {cue}[/] has a pattern of {earlier}: two rows can't share their answers")
    return int(bool(unsupported(found) or twice))


def _shown(found: Supports, *, idle_too: bool) -> Table:
    shown = Table("dimension", "row", "answers", "among them", "needed by none" if idle_too else "")
    for cue in (cue for name in TABLES for cue in table(name)):
        places = found[key_of(cue)]
        spare = " | ".join(idle(cue, places)) if idle_too else ""
        shown.add_row(
            cue.dimension, cue.id, str(len(ids(places))), ", ".join(ids(places)[:_NAMED]), spare, end_section=False
        )
    return shown


if __name__ == "__main__":
    raise SystemExit(main())
