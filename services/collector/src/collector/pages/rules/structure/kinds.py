"""Blocks of text and what kind they are by their words: a price, a question, somebody else's word. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from collector.pages.rules.listed import either

BLOCK_CHARACTERS, CUT_CHARACTERS = 600, 100_000
PRICE_LONGEST = 48
QUESTION_LONGEST = 200
AUTHOR_LONGEST, QUOTE_LONGEST = 80, 2_000
NARROW_COLUMN = 40
BOLD_HEADING_LONGEST = 80

_CURRENCY = r"(?:[$€£¥₹₩₽₺₫฿]|US\$|R\$|zł|Kč|Ft|kr\.?|円|CHF|Fr\.|EUR|Euro|USD|GBP|JPY|SEK|NOK|DKK|PLN|CZK|AUD|CAD|INR)"
_AMOUNT = r"\d[\d.,'’ \u00a0\u202f]*(?:[.,]?[-–—]{1,2})?"
_PRICE = re.compile(rf"(?:{_CURRENCY}\s?{_AMOUNT}|{_AMOUNT}\s?{_CURRENCY})", re.IGNORECASE)
_BESIDE_A_PRICE = re.compile(
    rf"\b{either('prices', 'beside')}\b\.?|{either('prices', 'beside_ja')}|[/|()+*~–—≈-]", re.IGNORECASE
)
_BULLET = re.compile(r"[-–—•·▪‣◦*✓✔►»]\s+(?=\S)")
_QUOTED = re.compile(r"[“\"„«「『‚‘].{28,}[”\"“»」』’]\s*(?:[-–—~,]\s*.{2,80})?", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])")
_OPENS_AUTHOR = re.compile(r"^[-–—~―]+\s*")


class Draft(NamedTuple):
    """A block as it is found; ``kind`` is a word of ``BlockKind``."""

    kind: str
    text: str
    level: int | None = None


def is_price(text: str) -> bool:
    """Whether a short text is a price and nothing but what goes with one ("from £9 / month")."""
    if len(text) > PRICE_LONGEST or not _PRICE.search(text):
        return False
    rest = _BESIDE_A_PRICE.sub(" ", _PRICE.sub(" ", text))
    return sum(1 for character in rest if character.isalpha()) <= 3


def is_question(text: str) -> bool:
    """Whether a short text asks."""
    return len(text) <= QUESTION_LONGEST and text.endswith(("?", "？", "?»", "? »"))


def is_quoted(text: str) -> bool:
    """Whether a text stands in quotation marks as a whole, perhaps with who said it."""
    return len(text) <= QUOTE_LONGEST and _QUOTED.fullmatch(text) is not None


def is_bold_heading(text: str, bold: int) -> bool:
    """Whether a short text, of which ``bold`` characters are bold, stands above others as a heading does."""
    short = 3 <= len(text) <= BOLD_HEADING_LONGEST and not text.endswith((".", ",", ";", ":"))
    return short and bold >= 0.9 * len(text)


def without_bullet(text: str) -> str | None:
    """The text behind the sign of a list that is made by hand; None where it has none."""
    return _BULLET.sub("", text, count=1) if _BULLET.match(text) else None


def lines_of(text: str) -> list[str]:
    """The lines of a text with breaks. A break within a sentence is none: the author's column was narrow."""
    lines: list[str] = []
    for line in filter(None, (" ".join(part.split()) for part in text.split("\n"))):
        if (
            lines
            and len(lines[-1]) >= NARROW_COLUMN
            and line[0].islower()
            and not lines[-1].endswith((".", "!", "?", ":", ";"))
        ):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def joined_quote(pieces: list[str]) -> str:
    """One quotation of its pieces in order: what is said, then who says it, parted by a dash."""
    pieces = [_OPENS_AUTHOR.sub("", piece) for piece in pieces]
    said = len(pieces)
    while said > 1 and len(pieces[said - 1]) <= AUTHOR_LONGEST and not pieces[said - 1].endswith((".", "!", "?")):
        said -= 1
    body, author = " ".join(pieces[:said]), ", ".join(pieces[said:])
    return f"{body} — {author}" if author else body


def cut(draft: Draft) -> Iterator[Draft]:
    """``draft`` in blocks of the permitted length, parted between sentences where that is possible."""
    if len(draft.text) <= BLOCK_CHARACTERS:
        yield draft
        return
    if draft.kind in ("heading", "question", "price", "term"):
        yield draft._replace(text=draft.text[:BLOCK_CHARACTERS].strip())
        return
    for text in packed(_SENTENCE_END.split(draft.text[:CUT_CHARACTERS]), BLOCK_CHARACTERS):
        yield draft._replace(text=text)


def packed(sentences: Iterable[str], limit: int) -> Iterator[str]:
    """Sentences put together up to ``limit`` characters; a longer one is cut there."""
    held = ""
    for sentence in sentences:
        if held and len(held) + 1 + len(sentence) > limit:
            yield held
            held = ""
        held = f"{held} {sentence}".strip()
        while len(held) > limit:
            yield held[:limit].strip()
            held = held[limit:].strip()
    if held:
        yield held
