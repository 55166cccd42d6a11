"""The characters of a page's bytes: by the label it carries where the bytes bear that out, else detected. Pure.

The order is that of the HTML standard: byte order mark, HTTP header, meta element, detection; labels mean what they
mean on the web (gb2312 is read as GB18030, iso-8859-1 as windows-1252). Browsers follow a wrong label and readers give
up then; a page whose bytes contradict its label is read here as what it is.
"""

import re

from chardetng_py import EncodingDetector
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
    to_unicode,
)

SAMPLE_BYTES = 256 * 1024
"""Of a page that are looked at to judge its encoding."""
SURE_SEQUENCES = 3
"""So many characters of several bytes, all of them valid UTF-8, are no accident; one or two can be a word in GBK."""
UTF8_FAULTS, OTHER_FAULTS = 0.3, 0.1
"""Share of the characters beyond ASCII that may be damaged in a page whose label is believed. Another encoding read as
UTF-8 is damaged nearly everywhere, a page into which another one's text was pasted in a few places."""
ZEROS = 0.2
"""Share of zero bytes from which a page is UTF-16; in markup of plain letters it is half, no other encoding has any."""
RUNS_SHARE, MIXED_SHARE = 0.5, 0.5
DEFAULT = "cp1252"
"""The web's own default, for what nothing tells."""

_UTF16 = ("utf-16-le", "utf-16-be")
_MARKUP = re.compile(rb"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_OF_SEVERAL_BYTES = frozenset(("gb18030", "big5hkscs", "cp932", "cp949", "euc_jp"))
_OF_THE_WEB = _OF_SEVERAL_BYTES.union(
    ("utf-8", "iso2022_jp", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp874"),
    (f"cp125{number}" for number in range(9)),
    (f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
)
"""Encodings of the web's standard, by their names in Python; another label counts as none."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_ESCAPED = re.compile(rb"\x1b\$[@B]|\x1b\(J")
_WESTERN = re.compile(r"cp125[0247]|iso8859-(?:1|2|3|4|9|10|13|14|15|16)|mac-roman")
_BEYOND_LATIN = re.compile(r"[^\x00-\xff]")
_CONTROLS = re.compile(r"[\x80-\x84\x86-\x9f]")
_RUN = re.compile(r"[^\x00-\x7f\xa0]{3,}")
_MIXED = re.compile(r"[a-zA-Z][^\x00-\u02ff\u1e00-\u2fff]|[^\x00-\u02ff\u1e00-\u2fff][a-zA-Z]")


def decoded(body: bytes, content_type: str | None = None) -> str:
    """``body`` as text; what cannot be read in it becomes U+FFFD. ``content_type`` is the HTTP header."""
    marked, mark = read_bom(body)
    if marked is not None and mark is not None:
        return to_unicode(body[len(mark) :], marked)
    return to_unicode(body, encoding_of(body, content_type))


def mended(text: str) -> str:
    """``text``, or what was meant where a caller took a page's bytes for ISO 8859-1, as clients do without a label.

    Such a text has control characters or letters in rows that no language of that encoding has.
    """
    if text.isascii() or _BEYOND_LATIN.search(text) or not (_CONTROLS.search(text) or not _is_western(text)):
        return text
    return decoded(text.encode("latin-1"))


def encoding_of(body: bytes, content_type: str | None = None) -> str:
    """The name of the encoding of a page without a byte order mark."""
    first = _NOT_ASCII.search(body)
    sample = body[:SAMPLE_BYTES] if first is None or first.start() < SAMPLE_BYTES // 2 else body[first.start() :]
    sample = sample[:SAMPLE_BYTES]
    if (wide := _wide(sample)) is not None:
        return wide
    if first is None:
        return "iso2022_jp" if _ESCAPED.search(sample) else "utf-8"
    said = (http_content_type_encoding(content_type), html_body_declared_encoding(body))
    declared = [label for label in said if label in _OF_THE_WEB]
    if _is_utf8(sample, sure=any(label in _OF_SEVERAL_BYTES for label in declared)):
        return "utf-8"
    return next((label for label in declared if _holds(sample, label)), None) or detected(sample) or DEFAULT


def _is_utf8(sample: bytes, *, sure: bool) -> bool:
    if sure and sum(1 for _ in zip(range(SURE_SEQUENCES), _SEQUENCE.finditer(sample), strict=False)) < SURE_SEQUENCES:
        return False
    return _faults(sample, "utf-8") == 0


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: of text that is mostly ASCII every second byte is zero."""
    zeros = sample[:4096].count(0)
    if zeros < ZEROS * len(sample[:4096]) or not zeros:
        return None
    return _UTF16[sample[:4096:2].count(0) > zeros / 2]


def _holds(sample: bytes, label: str) -> bool:
    """Whether ``sample`` reads as text in the encoding that is declared."""
    if _faults(sample, label) > (UTF8_FAULTS if label == "utf-8" else OTHER_FAULTS):
        return False
    text = to_unicode(_MARKUP.sub(b" ", sample), label)
    if _WESTERN.fullmatch(label):
        return _is_western(text)
    return len(_MIXED.findall(text)) <= MIXED_SHARE * len(_BEYOND_ASCII.findall(text))


def _is_western(text: str) -> bool:
    """Whether the letters beyond ASCII stand among plain ones, as accents do."""
    runs = sum(len(run) for run in _RUN.findall(text) if len(set(run)) > 2)
    return runs <= RUNS_SHARE * len(_BEYOND_ASCII.findall(text))


def _faults(sample: bytes, label: str) -> float:
    """The share of characters beyond ASCII that are damaged; one that the sample's end cuts in two is not."""
    text = to_unicode(sample, label)
    faults = text[:-1].count("\ufffd")
    return faults / max(1, len(_BEYOND_ASCII.findall(text))) if faults else 0.0


def detected(sample: bytes) -> str | None:
    """The encoding that bytes look like; None where it is one of no use here."""
    detector = EncodingDetector()
    detector.feed(_MARKUP.sub(b" ", sample), last=True)
    return resolve_encoding(detector.guess(tld=None, allow_utf8=False))
