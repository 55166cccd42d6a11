"""Chips: links and labels behind a sentence that say where it comes from ("... until midnight. ([cnet.com](...))").

A link within a sentence is a part of it and stays ("[Gap jeans](https://gap.com) are soft").
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analyzer.extraction.lexicon.vocabulary import FUNCTION_WORDS
from analyzer.extraction.text.cleaning.code import Spans, code_spans
from analyzer.extraction.text.cleaning.edits import Edit, Source
from analyzer.extraction.text.cleaning.marks import without

_LINK = re.compile(
    r"(?<!!)\[(?P<label>(?:\[[^\[\]\n]{0,80}\]|[^\[\]\n]){0,300})\]"
    r"\((?P<target>[^()\s]{1,800}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)(?: +\"[^\"\n]{0,200}\")?\)"
)
_HOST = r"(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}"
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]|\"']{4,800}|" + _HOST + r"(?:/[^\s<>()\[\]|\"']{0,400})?", re.IGNORECASE)
_BRACKETED = re.compile(
    rf"""
    \[(?P<counted>[^\[\]\n+]{{1,60}}?)\s?\+\s?\d{{1,2}}\](?!\()
  | \[(?P<host>{_HOST}|https?://[^\s\[\]]{{4,800}})\](?![(\[:])
  | (?<=[.!?。！？])\ ?\((?P<paren>{_HOST}|https?://[^\s()]{{4,800}})\)
  | (?<=[.!?])\ \((?P<named>[A-Z][\w.'’&-]{{1,30}}(?:[,;]?\ [A-Z][\w.'’&-]{{0,30}}){{0,7}})\)(?=\s|$)
  | (?<!\])\(<?(?P<address>https?://[^\s()<>/]{{4,200}}/[^\s()<>]{{1,800}})>?\)
  | (?<=[.!?。！？])\ ?(?P<labels>(?:\[(?![\^\d])[^\[\]\n]{{2,60}}\](?![(\[:])\ ?){{1,8}})(?=\n|$)
  | (?<=[.!?])(?P<glued>(?:(?:[A-Z][\w.'’&-]{{1,30}}(?:\ [A-Z][\w.'’&-]{{0,20}}){{0,3}}|[a-z][\w-]{{2,30}})
      \+\d{{1,2}}){{1,4}}) (?=\s|$)
  | \n(?P<above>[^\n+]{{2,40}})\n\+\d{{1,2}}(?=\n|$)
    """,
    re.VERBOSE,
)
_GATE = re.compile(r"[\[+]|\(<?https?:|[.!?。！？] ?\(")
_GLUED = re.compile(r"(.+?)\+\d{1,2}(?!\d)")
_COMMA = re.compile(r"[,;] ")
_LABEL = re.compile(r"\[([^\[\]]+)\]")
_PLAIN = re.compile(r"[\W\d_]*|link|source|quelle|fuente|fonte|ref|here", re.IGNORECASE)
_BETWEEN = re.compile(r"[ \t,;|·•&/]{0,4}(?:(?:and|und|et|y|e) )?")
_PAREN = re.compile(
    r"[(（]\s?(?:(?:see|via|per|from|source|sources|quellen?|siehe|fuentes?|fontes?|bron|出典|来源|來源)(?:\s?[:：])?\s?)?$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[^()\n\[\]]{0,20}[)）]")
_MARKER = re.compile(r"\s*(?:[-*+•>#|]|\d{1,3}[.)])*\s*\**$")
_ENDED = re.compile(r"[.!。！…][\"'”’»)\]*_」』]{0,3}$")
_SHORTENED = re.compile(r"\b(?:e\.\s?g|i\.\s?e|z\.\s?b|p\.\s?ex|p\.\s?ej|etc|vs|bzw|cf|vgl|[A-Za-z])\.$", re.IGNORECASE)
_DASHED = re.compile(r"\s[–—]\s?$")
_NEXT = re.compile(r"[\"'“(*_]{0,3}([A-Za-z]+)")
_SCHEME = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
_TRACKED = re.compile(r"[?&#](?:utm_source=|:~:text=)")


def chips(text: str, sources: list[Source]) -> Iterator[Edit]:
    """Edits that take sources behind sentences away; the sources are added to ``sources``."""
    if not (any(sign in text for sign in "[(+") and _GATE.search(text)):
        return
    code = code_spans(text)
    for run in _runs([hit for hit in _LINK.finditer(text) if not code.hold(hit.start())], text) if "](" in text else ():
        yield from _of_run(text, run, sources)
    yield from _bracketed(text, code, sources)


def _runs(links: Sequence[re.Match[str]], text: str) -> Iterator[list[re.Match[str]]]:
    """Links that follow one another with nothing but separators between them."""
    run: list[re.Match[str]] = []
    for link in links:
        if run and not _BETWEEN.fullmatch(text, run[-1].end(), link.start()):
            yield run
            run = []
        run.append(link)
    if run:
        yield run


def _of_run(text: str, run: list[re.Match[str]], sources: list[Source]) -> Iterator[Edit]:
    before = text[max(0, run[0].start() - 300) : run[0].start()].rpartition("\n")[2]
    after = text[run[-1].end() : run[-1].end() + 200].partition("\n")[0]
    start, end = run[0].start(), run[-1].end()
    opened, closed = _PAREN.search(before), _CLOSED.match(after)
    if opened and closed:
        outside = before[: opened.start()].rstrip()
        if _ENDED.search(outside) or any(map(_is_article, run)) or (len(opened[0]) > 1 and opened[0][1:].strip()):
            start -= len(before) - opened.start()
            end += closed.end()
            yield from _taken(text, start, end, run, sources)
            return
    elif _is_behind(text, before, after, run):
        yield from _taken(text, start, end, run, sources)
        return
    for link in run:
        if _PLAIN.fullmatch(link["label"].strip()) and not link["target"].startswith("#"):
            yield from _taken(text, link.start(), link.end(), [link], sources)


def _is_behind(text: str, before: str, after: str, run: Sequence[re.Match[str]]) -> bool:
    """Whether links stand behind a sentence that has ended, and begin none themselves."""
    lead, rest = before.rstrip(" \t"), after.strip(" \t")
    counted = all("+" in link["label"] and _GLUED.fullmatch(link["label"]) for link in run)
    if counted:
        return True
    glued = len(run) > 1 and all(not text[one.end() : other.start()].strip() for one, other in pairwise(run))
    if _MARKER.fullmatch(lead):
        alone = not lead.strip() and not rest and len(run) > 1
        return alone and (glued or any(_names_host(link) for link in run))
    if _SHORTENED.search(lead) or not (_ENDED.search(lead) or _DASHED.search(before)):
        return glued and lead[-1] not in ":,-–—" and (not rest or rest[0] in ".|。")
    if not rest or rest[0] in "|)":
        return True
    following = _NEXT.match(rest)
    if following and following[1].lower() in FUNCTION_WORDS and following[1][0].isupper():
        return True
    return bool(following and following[1][0].isupper()) and any(map(_names_host, run))


def _names_host(link: re.Match[str]) -> bool:
    """Whether a label is the host that its link leads to."""
    label = link["label"].strip().lower().removeprefix("www.")
    return "." in label and " " not in label and label in link["target"].lower()


def _is_article(link: re.Match[str]) -> bool:
    """Whether a link leads to a page of a site, and not to its front door; or is labelled by its host."""
    path = _SCHEME.sub("", link["target"]).partition("/")[2]
    return bool(path) or _names_host(link) or bool(_TRACKED.search(link["target"]))


def _taken(text: str, start: int, end: int, run: Sequence[re.Match[str]], sources: list[Source]) -> Iterator[Edit]:
    for link in run:
        label = link["label"].strip()
        counted = _GLUED.fullmatch(label)
        name = "" if _PLAIN.fullmatch(label) or _names_host(link) else counted[1].strip() if counted else label
        target = _with_scheme(link["target"]) if _ADDRESS.fullmatch(link["target"]) else link["target"]
        sources.append(Source(link.start(), link.end(), name.strip("*_ "), target))
    yield without(text, start, end)


def _bracketed(text: str, code: Spans, sources: list[Source]) -> Iterator[Edit]:
    for hit in _BRACKETED.finditer(text):
        if code.hold(hit.start()):
            continue
        address = hit["host"] or hit["paren"] or hit["address"]
        labels = [hit["counted"] or hit["above"]] if hit["counted"] or hit["above"] else []
        labels += _COMMA.split(hit["named"]) if hit["named"] else []
        labels += _LABEL.findall(hit["labels"] or "") + _GLUED.findall(hit["glued"] or "")
        if address:
            sources.append(Source(hit.start(), hit.end(), "", _with_scheme(address)))
        for label in labels:
            whole = _ADDRESS.fullmatch(label.strip())
            sources.append(
                Source(
                    hit.start(), hit.end(), "" if whole else label.strip(), _with_scheme(label.strip()) if whole else ""
                )
            )
        yield without(text, hit.start(), hit.end())


def _with_scheme(address: str) -> str:
    return address if "://" in address else f"https://{address}"
