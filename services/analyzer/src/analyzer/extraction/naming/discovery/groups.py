"""Places of an answer that share one form: the heads of a list, a column, an enumeration, what is bold, who acts.

What is a name is told by the company it keeps (``vouching``), whatever the form; this module says who keeps company.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal

from analyzer.extraction.lexicon import slots
from analyzer.extraction.lexicon.english import is_function_word, is_ordinary
from analyzer.extraction.lexicon.vocabulary import ADJECTIVES, ADVERBS
from analyzer.extraction.naming.discovery.asking import announces_names, gives_advice, wants_names
from analyzer.extraction.naming.discovery.shapes import HEAD, NAME, shape_of
from analyzer.extraction.naming.scanning import Scan
from analyzer.extraction.text.document import Block

Form = Literal["heads", "headings", "column", "header", "enumeration", "bold", "prose"]

_HEAD = re.compile(rf"({HEAD})\s*(?:$|[:,(|\n;]|\.(?:\s|$)|[–—→]|\s-\s|\s+([a-z]+)\b)")
_SMALL = re.compile(r"([a-z0-9][\w.-]{2,24}?)\s*(?:$|[:,(|\n]|[–—→]|\s-\s)")
_WHOLE = re.compile(rf"({HEAD})\s*[:.,–-]?\s*(?:\([^()\n]{{1,40}}\))?\s*$")
_BRACKETS = r"(?: \([^()\n]{1,40}\))?"
_AND = r"(?:and|or|&|und|oder|sowie|et|ou|y|o|e|en|of|og|och|eller|i|oraz|lub|ve|veya|и|или|та|або|vs\.?|versus)"
_BEGIN, _END = r"(?<![\w.@#/-])", r"(?![\w-])"
_LISTED = rf"{NAME}{_BRACKETS}(?:, (?:the )?|/)"
_LAST = rf"(?:,? (?:as well as|{_AND}) (?:the )?|/)"
_CHAIN = re.compile(
    rf"{_BEGIN}(?:{_LISTED}){{0,30}}{NAME}{_BRACKETS}{_LAST}{NAME}{_END}"
    rf"|{_BEGIN}(?:{_LISTED}){{2,30}}{NAME}{_END}"
)
_LINK = re.compile(rf"({NAME}){_BRACKETS}(?:{_LAST}|, (?:the )?|$)")
_NAME = re.compile(rf"(?<![\w.@#/'-]){NAME}(?![\w-])")
_VERB = re.compile(r" (?:\w+ly |also |often |usually |still )?([a-z]+)\b")
_NEXT_WORD = re.compile(r" ([a-z]+)\b")
_THIRD_PERSONS = slots.VERBS | slots.DOES | slots.COPULAS | slots.OTHER_VERBS
_BEHIND_VERBS = slots.TAKEN | ADVERBS | ADJECTIVES
_LAST_WORD = re.compile(r"([A-Za-z]+)[:,]? (?:the |a )?$")
_ARTICLE = re.compile(r"\b(?:the|an?|your|my) $", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|\n)[\"'(]?$")
_CLAUSE_START = re.compile(r"(?:^|[.!?:;]\s+|\n|, |\bbut )[\"'(]?$")
_LONGEST_NAME = 60
_LONGEST_LEAD = 200


@dataclass(slots=True)
class Place:
    """A run of capitalised words; ``initial`` for one word with which a sentence begins: its capital says nothing."""

    start: int
    end: int
    initial: bool = False


@dataclass(slots=True)
class Group:
    """Places of one form. ``others`` counts those of the form that no name can stand at.

    ``announced``: what stands before names suppliers (True), gives advice (False), or neither (None).
    """

    form: Form
    places: list[Place] = field(default_factory=list)
    others: int = 0
    announced: bool | None = None
    numbered: bool = False


def groups(scan: Scan) -> Iterator[Group]:
    """Every group of two places or more; who acts in running text has the whole answer for company."""
    found = (*_listed(scan), *_tables(scan), *_in_text(scan))
    yield from (group for group in found if len(group.places) > (group.form != "prose"))


def _listed(scan: Scan) -> Iterator[Group]:
    """Heads of lists, and headings of one level; numbered ones are a group of their own."""
    found: dict[tuple[object, ...], Group] = {}
    for at, block in enumerate(scan.document.blocks):
        if block.kind == "item":
            key: tuple[object, ...] = ("item", block.group, block.depth, block.ordinal is None)
        elif block.kind == "heading" or _is_title(block):
            key = (block.kind, block.depth, block.ordinal is None)
        else:
            continue
        if key not in found:
            form: Form = "heads" if block.kind == "item" else "headings"
            found[key] = Group(form, announced=_announced(scan, at), numbered=block.ordinal is not None)
        _add_head(scan, block, found[key])
    yield from found.values()


def _is_title(block: Block) -> bool:
    """Whether a paragraph opens with bold letters, as those do that stand for a heading."""
    return block.kind == "paragraph" and bool(block.bold) and block.bold[0][0] == block.start


def _add_head(scan: Scan, block: Block, group: Group) -> None:
    text, end = scan.document.text, block.end
    hit = None
    if block.bold and block.bold[0][0] - block.start < 2:
        start, end = block.bold[0]
        hit = _WHOLE.match(text, start, end) or _HEAD.match(text, start, end)
    else:
        start = block.start
        hit = _HEAD.match(text, start, end)
    hit = hit or _small_name(scan, start, end)
    if hit is None or hit.end(1) - start > _LONGEST_NAME or not _is_verb(hit):
        group.others += 1
    else:
        group.places.append(Place(start, hit.end(1)))


def _small_name(scan: Scan, start: int, end: int) -> re.Match[str] | None:
    """A head of one small word that is no word ("netcup", "cal.com")."""
    hit = _SMALL.match(scan.document.text, start, end)
    return hit if hit and shape_of(hit[1], scan.language) == "unknown" else None


def _is_verb(hit: re.Match[str]) -> bool:
    word = hit[2] if hit.re is _HEAD else None
    return word is None or word in _THIRD_PERSONS


def _announced(scan: Scan, at: int) -> bool | None:
    """What the block before a list says of it."""
    lead = scan.document.blocks[at - 1] if at else None
    if lead is None or lead.kind not in ("paragraph", "heading", "item"):
        return None
    said = scan.document.text[max(lead.start, lead.end - _LONGEST_LEAD) : lead.end]
    return announces_names(said, heading=lead.kind == "heading")


def _tables(scan: Scan) -> Iterator[Group]:
    """The first column of each table, its second where the first counts; and its header beyond the first cell."""
    columns: dict[int, tuple[Group, Group]] = {}
    for block in scan.document.blocks:
        if block.kind == "header" and len(block.cells) > 1:
            first = scan.document.text[slice(*block.cells[0])]
            header = Group("header", announced=False if gives_advice(first) else None)
            for cell in block.cells[1:]:
                _add_cell(scan, cell, header)
            yield header
        if block.kind == "row" and block.cells:
            pair = columns.setdefault(block.group, (Group("column"), Group("column")))
            first = scan.document.text[slice(*block.cells[0])].strip(" .)#")
            counted = first.isdigit() and len(block.cells) > 1
            _add_cell(scan, block.cells[1 if counted else 0], pair[counted])
    for pair in columns.values():
        yield from pair


def _add_cell(scan: Scan, cell: tuple[int, int], group: Group) -> None:
    hit = _WHOLE.match(scan.document.text, *cell) or _small_name(scan, *cell)
    if hit and hit.end(1) - cell[0] <= _LONGEST_NAME:
        group.places.append(Place(hit.start(1), hit.end(1)))
    elif cell[0] < cell[1]:
        group.others += 1


def _in_text(scan: Scan) -> Iterator[Group]:
    """Enumerations of running text, one by one; what is bold in it; and who acts or is chosen in it."""
    text, asked = scan.document.text, wants_names(scan.prompt)
    bold, prose = Group("bold"), Group("prose")
    for block in scan.document.blocks:
        if block.kind not in ("paragraph", "item", "row"):
            continue
        yield from _enumerations(scan, block)
        if block.kind == "paragraph":
            for span in block.bold[_is_title(block) :]:
                hit = _WHOLE.match(text, *span)
                if hit and hit.end(1) - span[0] <= _LONGEST_NAME:
                    bold.places.append(Place(hit.start(1), hit.end(1)))
            acting = _acting(text, block) if asked else ()  # else a sentence is no evidence
            prose.places += [place for place in acting if not _in_link(scan, place.start, place.end)]
    yield bold
    yield prose


def _enumerations(scan: Scan, block: Block) -> Iterator[Group]:
    text = scan.document.text
    for chain in _CHAIN.finditer(text, block.start, block.end):
        before = text[max(block.start, chain.start() - 40) : chain.start()]
        word = _LAST_WORD.search(before)
        last = word[1].lower() if word else ""
        if last in ("in", "near", "around", "nach", "nahe", "en", "em", "a"):
            continue  # places
        if _in_link(scan, chain.start(), chain.end()):
            continue  # the title of what is sold
        opened = True if last in slots.OPENERS or last in slots.CHOOSERS else None
        said = before[: word.start()] if word and opened else before
        group = Group("enumeration", announced=False if gives_advice(said) else opened)
        for link in _LINK.finditer(text, chain.start(), chain.end()):
            initial = link.start() == chain.start() and bool(_SENTENCE_START.search(before))
            start = _without_lead(text, link.start(), link.end(1)) if initial else link.start()
            if start < link.end(1):
                group.places.append(Place(start, link.end(1), initial and start == link.start() and " " not in link[1]))
                group.announced = True if start > link.start() and group.announced is None else group.announced
        yield group


def _in_link(scan: Scan, start: int, end: int) -> bool:
    """Whether a span stands in the label of a link and is less than that."""
    at = bisect_right(scan.document.links, start, key=itemgetter(0)) - 1
    return at >= 0 and scan.document.links[at][1] >= end and scan.document.links[at][:2] != (start, end)


def _without_lead(text: str, start: int, end: int) -> int:
    """Where a name begins behind the word that opens its sentence ("Consider Acme"), or its end if it is that word."""
    first = text[start:end].split(" ", 1)[0]
    if first.lower() in slots.CHOOSERS or is_function_word(first.lower()):
        return start + len(first) + 1 if " " in text[start:end] else end
    return start


def _acting(text: str, block: Block) -> Iterator[Place]:
    """Names that a clause begins with, before its verb, or that stand behind what one does with names."""
    for hit in _NAME.finditer(text, block.start, block.end):
        before = text[max(block.start, hit.start() - 30) : hit.start()]
        initial = bool(_SENTENCE_START.search(before))
        start = _without_lead(text, hit.start(), hit.end()) if initial else hit.start()
        if not 0 < hit.end() - start < _LONGEST_NAME:
            continue
        lead = text[hit.start() : start] if start > hit.start() else before
        word = _LAST_WORD.search(lead)
        if _CLAUSE_START.search(lead):
            if _acts(text, hit.end(), block.end):
                yield Place(start, hit.end(), initial and " " not in hit[0])
        elif word is not None and word[1].lower() in slots.CHOOSERS and not _ARTICLE.search(lead):
            yield Place(start, hit.end())


def _acts(text: str, at: int, end: int) -> bool:
    """Whether a verb in the third person follows."""
    verb = _VERB.match(text, at, end)
    if verb is None:
        return False
    if verb[1] in _THIRD_PERSONS:
        return True
    beyond = _NEXT_WORD.match(text, verb.end(), end)
    third = verb[1].endswith("s") and not verb[1].endswith("ss") and is_ordinary(verb[1])
    return third and beyond is not None and (beyond[1] in _BEHIND_VERBS or beyond[1].endswith("ly"))
