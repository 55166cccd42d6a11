"""The lines of a site that speak of its business, each with the headings above it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analyzer.sites.rules.reading.lines import Line, Reading
from analyzer.sites.rules.reading.prose import letters, sentences_of
from analyzer.sites.rules.substance.vocabulary import Vocabulary

_ASKED = 8
"""The level of a question: what stands below it answers it, until a heading or the next question."""
SHORT_HEAD = 6
"""So few words without an end mark, before a longer paragraph, are a heading, whatever the markup says."""
_DATED = re.compile(r"/\d{4}/\d\d?(?:/|$)")
_POSTED = re.compile(
    r"^(?:(?:le |on |am |vom |posted |published |publié )?(?:\w+,? )?\d{1,2}(?:st|nd|rd|th|er|\.)? ?(?:of )?"
    r"(?:jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|fév|avr|juin|juil|août|déc)\w*\.?(?: \d{4})?(?:, .{2,30})?"
    r"|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d\d-\d\d|(?:by|von|par) [A-ZÀ-Þ]\S+(?: [A-ZÀ-Þ]\S+){0,2})$",
    re.IGNORECASE,
)
"""The line below a post's heading, or that heading itself: a date, or by whom it is."""
_MARKED = re.compile(r"[.!?…:;,。]$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A line with all headings above it, the nearest last, and whether its page is about the offer."""

    line: Line
    trail: tuple[str, ...]
    title: str
    front: bool
    once: bool = True
    compared: bool = False
    """Whether a heading above, or the title, compares with rivals: what is said there may be said of them."""
    opens: bool = False
    """Whether it stands right below its heading."""

    @property
    def under(self) -> str:
        """The nearest heading, or nothing."""
        return self.trail[-1] if self.trail else ""


def spots(reading: Reading, words: Vocabulary) -> list[Spot]:
    """The lines of pages that are about the business, in order: no news, jobs or legal pages, no furniture twice."""
    languages = {page.url: page.language for page in reading.site.pages}
    titles = {page.url: page.title or page.structure.full_title or "" for page in reading.site.pages}
    skipped = {url for url, title in titles.items() if _is_aside(url, title, reading, words)}
    rivals = words.pattern("pages.rivals")
    by_page: dict[str, list[Line]] = defaultdict(list)
    for line in reading.lines:
        by_page[line.url].append(line)
    found: list[Spot] = []
    seen: set[str] = set()
    for page in reading.site.pages:
        foreign = languages[page.url] not in (None, reading.language)
        if page.url in skipped or foreign:
            continue
        lines = _without_posts(by_page[page.url])
        for spot in _of_page(lines, titles[page.url], page.page_type in ("homepage", "product", "service", "about")):
            key = letters(spot.line.text)
            once = key not in seen
            if spot.line.furniture and not once:
                continue
            seen.add(key)
            compared = any(rivals.search(each) for each in (*spot.trail, spot.title) if each)
            found.append(replace(spot, once=once, compared=compared))
    return found


def _is_aside(url: str, title: str, reading: Reading, words: Vocabulary) -> bool:
    if url == reading.site.home.url:
        return False
    path = re.sub(r"^https?://[^/]+", "", url)
    if _DATED.search(path):
        return True
    heads = [line.text for line in reading.lines if line.url == url and line.level == 1]
    if not heads:
        heads = [line.text for line in reading.lines if line.url == url and line.place in ("heading", "paragraph")]
    named = [each for each in (re.sub(r"[|–-] .*$", "", title), *heads[:1]) if len(each.split()) < SHORT_HEAD]
    skip = words.pattern("pages.skip")
    return any(skip.search(each) for each in (re.sub(r"[/_.-]+", " ", path), *named))


def _without_posts(lines: list[Line]) -> list[Line]:
    """A page's lines without its news: sections whose heading is a date, or has one or a name just below it."""
    kept: list[Line] = []
    post: int | None = None
    for at, line in enumerate(lines):
        if line.place == "heading":
            level = line.level or 2
            if post is not None and level <= post:
                post = None
            near = lines[at + 1 : at + 4]
            below = [each.text for each in near[:2] if each.place in ("paragraph", "item")]
            last = [each.text for each in near[2:] if each.text.lower().startswith(("by ", "von ", "par "))]
            dated = any(_POSTED.match(each.strip(" ,·|")) for each in (line.text, *below, *last))
            if post is None and level > 1 and dated:
                post = level
        elif line.place in ("navigation", "footer", "breadcrumb", "structured"):
            post = None
        if post is None:
            kept.append(line)
    return kept


def _of_page(lines: list[Line], title: str, front: bool) -> Iterator[Spot]:
    above: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if line.place == "heading":
            level = line.level or 2
            above = [each for each in above if each[0] < level]
            yield Spot(line, tuple(text for _, text in above), title, front)
            above.append((level, line.text))
        elif _is_head(line, following):
            above = [each for each in above if each[0] < 7]
            yield Spot(replace(line, place="heading", level=7), tuple(text for _, text in above), title, front)
            above.append((7, line.text))
        else:
            if line.place not in ("paragraph", "answer"):
                above = [each for each in above if each[0] != 7 or line.place in ("price",)]
            if line.place == "question":
                above = [each for each in above if each[0] < _ASKED]
            opens = at > 0 and lines[at - 1].place == "heading"
            yield from _parted(Spot(line, tuple(text for _, text in above), title, front, opens=opens))
            if line.place == "question":
                above.append((_ASKED, line.text))


def _is_head(line: Line, following: Line | None) -> bool:
    if (
        line.place not in ("paragraph", "term")
        or line.furniture
        or following is None
        or following.place not in ("paragraph", "answer")
    ):
        return False
    count = len(line.text.split())
    return (
        count <= SHORT_HEAD
        and not _MARKED.search(line.text)
        and len(following.text) > 60
        and not any(map(str.isdigit, line.text))
    )


def _parted(spot: Spot) -> Iterator[Spot]:
    """A paragraph that begins with a question is a question and its answer."""
    if spot.line.place in ("paragraph", "item", "answer"):
        pieces = list(sentences_of(spot.line.text))
        if len(pieces) > 1 and pieces[0].endswith("?") and not pieces[1].endswith("?"):
            yield replace(spot, line=replace(spot.line, place="question", text=pieces[0]))
            rest = spot.line.text[len(pieces[0]) :].strip()
            yield replace(spot, line=replace(spot.line, place="answer", text=rest), trail=(*spot.trail, pieces[0]))
            return
    if spot.line.place == "paragraph" and spot.line.text.endswith("?") and len(spot.line.text) < 140:
        spot = replace(spot, line=replace(spot.line, place="question"))
    yield spot


def headed(spots: list[Spot]) -> Iterator[tuple[Spot, str]]:
    """The lines; rows with the first cell of the row that their table begins with."""
    head, before = "", None
    for spot in spots:
        begins = spot.line.place == "row" and (
            before is None or before.line.place != "row" or before.trail != spot.trail
        )
        if begins:
            head = spot.line.text.partition("|")[0].strip()
        yield spot, head if spot.line.place == "row" and not begins else ""
        before = spot
