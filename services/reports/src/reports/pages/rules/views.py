"""What the template prints: rows and cells, ready made, so that the template decides nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from common.contracts.analytics import BrandFigures, EvidenceQuote, Figure, Slice
from common.contracts.vocabulary import SliceBy
from common.primitives.characters import NON_CHARACTERS
from reports.documents.rules.document import ReportDocument, figures_of
from reports.documents.rules.glossary import BELIEFS, PRESENCES, UNKNOWN_WORD, Term
from reports.documents.rules.wording import (
    NOT_MEASURABLE,
    because,
    percent,
    percent_interval,
    position,
    position_interval,
)

HEAT_BRANDS = 10
HEAT_LEVELS = 9
QUOTES_OF_OWN = 6
QUOTES_OF_OTHERS = 6
QUOTES_PER_RIVAL = 2
QUOTE_REACH = 320
"""Code points of a quote that are shown on either side of the brand; the JSON export has it whole."""

_STRENGTH = ("recommended", "trusted", "compared", "mentioned", "ignored")
# Bidirectional overrides and isolates could reorder the text around them; control characters are not allowed in HTML,
# and what is no character for good ends the process that draws charts.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    + NON_CHARACTERS
    + "]"
)


def clean(text: str) -> str:
    """Text for display: without control characters and marks that change the direction of what follows."""
    return _UNSAFE.sub("", text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it is printed; ``reason`` where it, or its interval, could not be measured."""

    text: str
    interval: str | None
    reason: str | None
    measured: bool


@dataclass(frozen=True, slots=True)
class Whisker:
    """A share and its interval on a line of 0..100; the ends are null where there is no interval."""

    at: float
    low: float | None
    high: float | None


def _cell(figure: Figure, told: Callable[[float], str], between: Callable[[Figure], str | None]) -> Cell:
    if figure.value is None:
        return Cell(NOT_MEASURABLE, None, because(figure), measured=False)
    interval = between(figure)
    return Cell(told(figure.value), interval, None if interval else figure.reason, measured=True)


def share_cell(figure: Figure) -> Cell:
    """A share of 0..1, in per cent."""
    return _cell(figure, percent, percent_interval)


def position_cell(figure: Figure) -> Cell:
    """An average position."""
    return _cell(figure, position, position_interval)


def whisker(figure: Figure, limit: float) -> Whisker | None:
    """A share on a line whose end is ``limit``."""
    if figure.value is None:
        return None
    ends = (figure.low, figure.high) if figure.low is not None and figure.high is not None else (None, None)
    low, high = (None if end is None else round(min(end / limit, 1) * 100, 2) for end in ends)
    return Whisker(round(min(figure.value / limit, 1) * 100, 2), low, high)


@dataclass(frozen=True, slots=True)
class BrandRow:
    """One brand of a slice."""

    brand: str
    own: bool
    discovered: bool
    mentions: int
    first_positions: int
    share: Cell
    line: Whisker | None
    visibility: Cell
    position: Cell
    recommended: Cell
    trust: Cell
    presence: dict[str, int]


@dataclass(frozen=True, slots=True)
class ShareTable:
    """A slice as a table; ``notes`` are the reasons of its cells, each once, in order of their first use."""

    rows: list[BrandRow]
    notes: list[str]


def share_table(part: Slice, document: ReportDocument) -> ShareTable:
    """All brands of a slice, with the reasons of what could not be measured gathered under it."""
    rows = brand_rows(part, document)
    cells = [cell for row in rows for cell in (row.share, row.visibility, row.position, row.recommended, row.trust)]
    return ShareTable(rows, list(dict.fromkeys(cell.reason for cell in cells if cell.reason)))


def brand_rows(part: Slice, document: ReportDocument) -> list[BrandRow]:
    """All brands of a slice; whiskers share one scale, the widest interval's end."""
    shares = [brand.share_of_voice for brand in part.brands]
    limit = max([end for one in shares for end in (one.high, one.value) if end is not None], default=0) or 1
    return [_brand_row(brand, part, document, limit) for brand in part.brands]


def _brand_row(brand: BrandFigures, part: Slice, document: ReportDocument, limit: float) -> BrandRow:
    return BrandRow(
        brand=brand.brand,
        own=brand.brand_id == document.brand_id,
        discovered=brand.discovered,
        mentions=brand.mentions,
        first_positions=brand.first_positions,
        share=share_cell(brand.share_of_voice),
        line=whisker(brand.share_of_voice, limit),
        visibility=share_cell(brand.visibility),
        position=position_cell(brand.average_position),
        recommended=share_cell(brand.recommendation_rate),
        trust=share_cell(brand.trust_score),
        presence=presence_counts(brand, part.answers),
    )


def presence_counts(brand: BrandFigures, answers: int) -> dict[str, int]:
    """Answers by presence, strongest first. Answers that don't name the brand are its ``ignored``, tracked or not."""
    told = {str(name): number for name, number in brand.presence.items() if name != "ignored"}
    counts = {name: told.get(name, 0) for name in (*_STRENGTH[:-1], *sorted(told.keys() - set(_STRENGTH)))}
    return {**counts, "ignored": max(answers - sum(counts.values()), 0)}


def presence_words(document: ReportDocument) -> dict[str, Term]:
    """The states of this report with their meanings, strongest first; those it has no words for before ``ignored``."""
    found = {str(name) for brand in _brands(document) for name in brand.presence}
    found |= {str(one.presence) for one in document.evidence}
    known: dict[str, Term] = {str(name): term for name, term in PRESENCES.items()}
    ignored = known.pop("ignored")
    return {**known, **_unknown(found - set(_STRENGTH)), "ignored": ignored}


def belief_words(document: ReportDocument) -> dict[str, Term]:
    """The beliefs of this report with their meanings; those it has no words for last."""
    found = {str(name) for brand in _brands(document) for name in brand.beliefs}
    found |= {str(one.belief) for one in document.evidence if one.belief is not None}
    known: dict[str, Term] = {str(name): term for name, term in BELIEFS.items()}
    return {**known, **_unknown(found - set(known))}


def _brands(document: ReportDocument) -> list[BrandFigures]:
    return [brand for part in document.slices for brand in part.brands]


def _unknown(words: set[str]) -> dict[str, Term]:
    return {word: Term(word, UNKNOWN_WORD) for word in sorted(words)}


@dataclass(frozen=True, slots=True)
class HeatCell:
    """How visible a brand is in one part: ``level`` 0..8, null with its ``reason`` where that is not known."""

    mentions: int
    answers: int
    level: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One brand across the parts."""

    brand: str
    own: bool
    cells: tuple[HeatCell, ...]


def heat_rows(document: ReportDocument, by: SliceBy) -> list[HeatRow]:
    """The most named brands and the customer's, with the share of each part's answers that name them."""
    parts = document.parts(by)
    whole = document.whole()
    brands = list(whole.brands if whole else ())
    shown = [brand for place, brand in enumerate(brands) if place < HEAT_BRANDS or brand.brand_id == document.brand_id]
    return [
        HeatRow(
            brand=brand.brand,
            own=brand.brand_id == document.brand_id,
            cells=tuple(_heat_cell(brand, part) for part in parts),
        )
        for brand in shown
        if brand.mentions or brand.brand_id == document.brand_id
    ]


def own_shares(document: ReportDocument, by: SliceBy) -> tuple[list[Cell], list[str]]:
    """The customer's share of voice in each part, and the reasons of what is missing, each once."""
    owns = [document.own(part) for part in document.parts(by)]
    missing = Figure(value=None, reason="no figure here is of your brand")
    cells = [share_cell(own.share_of_voice if own else missing) for own in owns]
    return cells, list(dict.fromkeys(cell.reason for cell in cells if cell.reason))


def _heat_cell(brand: BrandFigures, part: Slice) -> HeatCell:
    own = figures_of(part, brand.brand_id)
    if part.answers == 0:
        return HeatCell(0, 0, None, "no answers")
    if own is None:
        return HeatCell(0, part.answers, None, "not among the figures of this part")
    mentions = own.mentions
    share = min(mentions / part.answers, 1)
    level = 0 if mentions == 0 else max(1, round(share * (HEAT_LEVELS - 1)))
    return HeatCell(mentions, part.answers, level)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence cut at the brand's place; ``ground`` says what makes it prove the state, empty where it does alone."""

    before: str
    marked: str
    after: str
    source: EvidenceQuote
    ground: str = ""


def quote(source: EvidenceQuote) -> Quote:
    """The quote with its brand marked; unmarked where the offsets don't lie inside the text."""
    text, start, end = source.text, source.start, source.end
    ground = ground_of(source)
    if not 0 <= start < end <= len(text):
        return Quote(shown_until(text, 2 * QUOTE_REACH), "", "", source, ground)
    before, after = text[:start], text[end:]
    if len(before) > QUOTE_REACH:
        before = "…" + before[-QUOTE_REACH:]
    return Quote(before, text[start:end], shown_until(after, QUOTE_REACH), source, ground)


def ground_of(source: EvidenceQuote) -> str:
    """What stands over a quote and makes it prove its state, in words; nothing where the sentence says so alone."""
    over = shown_until(" ".join((source.ground_text or "").split()), QUOTE_REACH)
    match source.ground:
        case "question":
            return "It is what the question asked for"
        case "list" if over:
            return f"In the list under “{over}”"
        case "heading" if over:
            return f"Under the heading “{over}”"
        case "table" if over:
            return f"In the table “{over}”"
    return ""


def shown_until(text: str, reach: int) -> str:
    """The beginning of a text, with an ellipsis where it was cut."""
    return text if len(text) <= reach else text[:reach] + "…"


def _named(presence: str) -> str:
    return presence if presence in _STRENGTH else "mentioned"  # of an unknown state this much is known


def quotes(document: ReportDocument) -> tuple[list[Quote], list[Quote]]:
    """Quotes of the customer's brand, and a few of each rival's: strongest presence first."""
    ordered = sorted(document.evidence, key=lambda one: _STRENGTH.index(_named(one.presence)))
    own = [one for one in ordered if one.brand == document.brand][:QUOTES_OF_OWN]
    others: list[EvidenceQuote] = []
    for one in ordered:
        seen = sum(other.brand == one.brand for other in others)
        if one.brand != document.brand and seen < QUOTES_PER_RIVAL and len(others) < QUOTES_OF_OTHERS:
            others.append(one)
    return [quote(one) for one in own], [quote(one) for one in others]
