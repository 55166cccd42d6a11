"""Lines in which a page says who is responsible for it: copyright lines, imprints, company registers. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from collector.pages.rules.listed import alternatives, either, listed

LegalPlace = Literal["imprint", "footer", "page"]

HOLDER_LONGEST = 80
LINE_LONGEST = 400
_YEARS = r"(?:(?:19|20)\d\d(?:\s*(?:[-–—/,]|to|bis|à)\s*(?:(?:19|20)?\d\d|present|today|heute))?)"
_SIGN = r"(?:©|\(c\)|&copy;|copyright|copr\.)"
_AFTER = re.compile(
    rf"{_SIGN}(?:\s*{_SIGN})*[\s:,]*(?:{_YEARS})?[\s,:|.–—-]*(?:by\s+)?(?P<holder>[^|•·<>]+)", re.IGNORECASE
)
_BEFORE = re.compile(rf"^(?P<holder>[^|•·<>©.]{{2,80}}?)[\s,|–—-]*{_SIGN}\s*{_YEARS}?\s*\.?$", re.IGNORECASE)
_BETWEEN = re.compile(rf"{_YEARS}\s*{_SIGN}\s*(?P<holder>[^|•·<>©]{{2,80}})", re.IGNORECASE)
_MARKED = re.compile(r"©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b|\bcopr\.", re.IGNORECASE)
_HOLDER_ENDS = re.compile(
    rf"\s*[.,;:–—-]*\s*(?:\b{either('marks', 'rights')}\b)|(?<=[a-zäöüéß]{{3}})[.]\s+(?=\S)|\s+[–—-]\s+|,\s+(?=\S)"
    rf"|\s{_YEARS}$|[,.]?\s*{_SIGN}",
    re.IGNORECASE,
)
_MAKERS = frozenset(listed("marks", "makers"))
_FORMS = sorted(alternatives("legal", "forms"), key=len, reverse=True)
_FORM = "(?:" + "|".join(re.escape(form) for form in _FORMS) + r")(?![\w])"
_REST = r"[\w&'’.+-]*"
_LINKING = "&|und|and|et|y|e|of|de|des|du|la|le|les|für|der|von|van|the|for"
_WORD = rf"(?:[A-ZÄÖÜÀ-Þ0-9]{_REST}|{_LINKING}|[dl]['’]\w+|[a-z]+[A-Z]\w*)"
_NAMED = re.compile(rf"(?<![\w])(?P<name>[A-ZÄÖÜÀ-Þ0-9]{_REST}(?:[ ,]\s?{_WORD}){{0,7}}?,?\s{_FORM})")
_NAMED_AFTER = re.compile(
    rf"\b(?P<form>{'|'.join(sorted(listed('legal', 'before')))})\s+(?P<name>[A-ZÀ-Þ«]{_REST}(?: {_WORD}){{0,4}})"
)
_JAPANESE = "|".join(sorted(listed("legal", "forms_ja"), key=len, reverse=True))
_NAMED_JA = re.compile(rf"(?:{_JAPANESE})[^\s、。|（(,：:]{{1,30}}|[^\s、。|（()）,：:]{{1,30}}(?:{_JAPANESE})")
_LEADING = re.compile(
    r"^(?:(?:(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?,?|Die|Der|Das|Of|And|Und|Et|De|Impressum|Copyright)\s+)+(?=\S+\s)"
)
_OTHERS = re.compile(rf"(?<![^\W_]){either('legal', 'others')}", re.IGNORECASE)
_NEAR = re.compile(rf"(?<![a-zà-ÿ]){either('legal', 'near')}", re.IGNORECASE)
_LEADS = re.compile(rf"\s*{either('legal', 'leads')}\s*(?:[:：|]\s*(?P<rest>\S.*)|[:：]?\s*)", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"[@]|https?:|\d{4,}|^\W*$|[a-zà-ÿ]{3}[.!?]\s+\w")


def holders_of(lines: Iterable[str]) -> Iterator[str]:
    """Who holds the copyright, by each line that says so; not those who made the theme."""
    for line in lines:
        if len(line) <= LINE_LONGEST and _MARKED.search(line):
            holder = _holder(line)
            if holder and not {word.lower() for word in re.findall(r"\w+", holder)} & _MAKERS:
                yield holder


def _holder(line: str) -> str | None:
    for pattern in (_BEFORE, _BETWEEN, _AFTER):
        match = pattern.search(line)
        if match is None:
            continue
        holder = match["holder"].strip(" .,;:-–—\"'“”©")
        end = next((each for each in _HOLDER_ENDS.finditer(holder) if not _closes_form(holder, each)), None)
        holder = re.sub(rf"\s+{_YEARS}$", "", holder[: end.start()] if end else holder).strip(" .,;:-–—\"'“”")
        if 2 <= len(holder) <= HOLDER_LONGEST and any(character.isalpha() for character in holder):
            return _with_dot(holder, line)
    return None


def _closes_form(holder: str, end: re.Match[str]) -> bool:
    """Whether what looks like an end belongs to a legal form, as the comma of "Tull, Inc." does."""
    return re.match(rf"[,.]?\s*{_FORM}", holder[end.start() :]) is not None


def _with_dot(holder: str, line: str) -> str:
    return (
        f"{holder}." if f"{holder}." in line and re.search(r"(?:Inc|Ltd|Co|Corp|e\.K|e\.V|S\.A)$", holder) else holder
    )


def legal_names_of(lines: Sequence[str], place: LegalPlace) -> Iterator[str]:
    """Names with a legal form, of the business and not of those who host or made its site.

    In an imprint words such as "registered" count for the lines around, and the line below "Angaben gemäß § 5 TMG" is
    a name even without a form; a footer needs no such word; on any other page it has to stand in the same line.
    """
    for number, line in enumerate(lines):
        if len(line) > LINE_LONGEST or _OTHERS.search(line) or (number and _is_others_lead(lines[number - 1])):
            continue
        around = " ".join(lines[max(0, number - 2) : number + 3]) if place == "imprint" else line
        if place == "footer" or _NEAR.search(around):
            yield from _names_in(line)
        lead = _LEADS.fullmatch(line) if place == "imprint" else None
        if lead is not None:
            name = lead["rest"] or (lines[number + 1] if number + 1 < len(lines) else "")
            if 2 <= len(name) <= HOLDER_LONGEST and not _NOT_A_NAME.search(name) and not _LEADS.fullmatch(name):
                yield next(_names_in(name), name.strip())


def _is_others_lead(line: str) -> bool:
    return len(line) <= HOLDER_LONGEST and _OTHERS.search(line) is not None


def _names_in(line: str) -> Iterator[str]:
    names = [_LEADING.sub("", match["name"]) for match in _NAMED.finditer(line)]
    yield from names or (match[0].strip(" .,;") for match in _NAMED_AFTER.finditer(line))
    for match in _NAMED_JA.finditer(line):
        yield match[0]
