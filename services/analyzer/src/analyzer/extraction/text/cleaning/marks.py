"""Marks of citations and turns that are no words: glued to names, or standing between sentences."""

import re
from collections.abc import Iterator

from analyzer.extraction.text.cleaning.code import Spans, code_spans
from analyzer.extraction.text.cleaning.edits import Edit, Source

_OPEN, _SPLIT, _CLOSE = "\ue200", "\ue202", "\ue201"
_KINDS = r"search|view|news|fetch|image|file|product|forecast|finance|sports|reddit|video|maps?|business|academia|click"
_TURN = rf"turn\d{{1,4}}(?:{_KINDS})\d{{1,4}}"
_TURNS = re.compile(
    rf"(?P<bracket>[\[(【])? (?: (?:file|nav)?cite | (?:file)?navlist | (?<![^\W_])i )? [{_OPEN}-\uf8ff]?"
    rf"{_TURN}(?:[{_OPEN}-\uf8ff,\s]{{0,2}}{_TURN}){{0,40}} (?:L\d{{1,6}}(?:-L?\d{{1,6}})?)? (?(bracket)[\])】])",
    re.VERBOSE | re.IGNORECASE,
)
_MARK = re.compile(
    rf"""
    (?=[{_OPEN}-\ue2ff\[(【<:]) (?:
    {_OPEN}(?P<private>[^{_OPEN}{_CLOSE}\n]{{0,2000}}){_CLOSE}
  | [{_OPEN}-\ue2ff]{{1,40}}
  | :contentReference\[oaicite:\d{{1,4}}\](?:\{{index=\d{{1,4}}\}})? | \[oaicite:\d{{1,4}}\]
  | \[oai_citation:\d{{1,4}}[‡†](?P<oai>[^\[\]\n]{{1,200}})\](?:\((?P<oaitarget>[^()\s]{{1,800}})\))?
  | 【\s?(?:\d[\d:.\-]{{0,12}}\s?)?[†‡](?P<source>[^】\n]{{0,200}})】
  | 【\s?(?:source|(?:citation|cite|web|ref)[:\s_]?\s?\d[\d,\s]{{0,30}}|\d{{1,4}}(?:[:,\-]\s?\d{{1,4}}){{0,20}})\s?】
  | \[\s?(?:cite(?:_start|_end)?|citation|source)\s?\](?![(\[])
  | \[\s?(?:cite|citation|web|page|memory|post|ref|source)\s?[:_\s]\s?(?:INDEX\s?)?
      (?:[a-z]{{1,8}}[:_-])?\d[\d.]{{0,8}}(?:[\s,;–-]{{1,3}}(?:[a-z]{{1,8}}[:_-])?\d[\d.]{{0,8}}){{0,30}}\s?\](?![(\[])
  | \(\s?cite:\s?\d[\d,\s]{{0,60}}\)
  | \[\d{{1,3}}(?:\s?[,;–-]\s?\d{{1,3}}){{1,30}}\](?!\()
  | \[\^\d{{1,3}}\^\] | \[\[\d{{1,3}}\]\](?!\()
  | <sup>\s?(?:\[?\d{{1,3}}\]?(?:\s?,\s?)?){{1,12}}\s?</sup>
  | <grok:render\b[^<>\n]{{0,400}}>.{{0,400}}?</grok:render>
  | <co:\s?\d[\d,\s]{{0,40}}> | </co(?::\s?\d[\d,\s]{{0,40}})?>
  | <\|(?:im_)?start\|>\s?assistant\b
  | <(?:\||｜)[^|｜<>\n]{{1,60}}(?:\||｜)> | </?(?:start|end)_of_turn>(?:model)? | \[/?INST\] | <</?SYS>>
  | </?final_(?:answer|response)>
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_GATE = re.compile(
    r"[\ue200-\ue2ff【<]|\[(?:\s?(?:cite|citation|web|page|memory|post|ref|source)|oai|\d|\^|\[|/?INST)|oaicite|\(\s?cite",
    re.IGNORECASE,
)
_LENTICULAR = re.compile(r"(?<=[^\s【】]) ?【(?P<source>[^】\n†‡]{1,60})】(?=[\s.,;:!?)【]|$)")
_UNSPACED = re.compile(r"[\u3041-\u30fa\u3400-\u9fff]")  # in Japanese and Chinese such brackets stand around names
_TURNED = re.compile(r"turn\d")
_SHOWN = {"entity": 1, "product_entity": 1, "url": 0}
"""Private marks that show a name, and which of their strings that is."""
_STRING = re.compile(r'"((?:[^"\\]|\\.){1,200})"')
_NO_SOURCE = re.compile(r"(?:source|L\d+(?:-L?\d+)?|\d+|link|)", re.IGNORECASE)


def marks(text: str, sources: list[Source]) -> Iterator[Edit]:
    """Edits that take marks away; sources that they name are added to ``sources``."""
    marked = not text.isascii() or "[" in text or "<" in text or "(cite" in text
    found = [*_MARK.finditer(text)] if marked and _GATE.search(text) else []
    found += _TURNS.finditer(text) if "turn" in text and _TURNED.search(text) else ()
    found += _LENTICULAR.finditer(text) if "【" in text and not _UNSPACED.search(text) else ()
    code: Spans | None = None
    for hit in found:
        code = code_spans(text) if code is None else code
        if code.hold(hit.start()):
            continue
        said = hit.groupdict()
        if said.get("private") is not None:
            yield from _private(hit)
            continue
        label = (said.get("source") or said.get("oai") or "").strip()
        if label and not _NO_SOURCE.fullmatch(label):
            sources.append(Source(hit.start(), hit.end(), label, said.get("oaitarget") or ""))
        yield without(text, hit.start(), hit.end())


def without(text: str, start: int, end: int) -> Edit:
    """The edit that takes a span away with the space that would stand twice without it."""
    after = text[end : end + 1]
    while start and text[start - 1] == " " and (not after or after in " \n.,;:!?)。、，"):
        start -= 1
    if (not start or text[start - 1] == "\n") and after == " ":
        end += 1
    return Edit(start, end)


def _private(hit: re.Match[str]) -> Iterator[Edit]:
    """What stands between private characters is a mark, or a name that is shown with its key."""
    kind, _, rest = hit["private"].partition(_SPLIT)
    if kind not in _SHOWN:
        yield without(hit.string, hit.start(), hit.end())
        return
    strings = list(_STRING.finditer(rest))
    begin = hit.start() + 1 + len(kind) + 1
    if kind == "url":
        first, last = begin, begin + len(rest.partition(_SPLIT)[0])
    elif len(strings) > _SHOWN[kind]:
        first, last = begin + strings[_SHOWN[kind]].start(1), begin + strings[_SHOWN[kind]].end(1)
    else:
        first = last = hit.end()
    yield Edit(hit.start(), first)
    yield Edit(last, hit.end())
