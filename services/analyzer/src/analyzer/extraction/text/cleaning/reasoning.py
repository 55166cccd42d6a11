"""A model's reasoning before its answer: between tags, behind an opening tag alone, before a closing tag alone."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.extraction.text.cleaning.code import Spans, code_spans
from analyzer.extraction.text.cleaning.edits import Edit

_NAMES = (
    r"think|thinking|thoughts?|reasoning|reflection|scratch_?pad|(?:inner|internal)_(?:monologue|thoughts?|reasoning)"
    r"|chain_of_thought|cot"
)
_TAG = re.compile(
    rf"""
    (?=[<◁\[]) (?: <\s{{0,2}}(?P<close>/)?\s{{0,2}}(?:[a-z]{{1,10}}:)?(?P<name>{_NAMES})(?:\s[^<>\n]{{0,100}})?>
  | (?P<details> <details\s[^<>\n]{{0,80}}type=["']reasoning["'][^<>\n]{{0,80}}> ) | (?P<undetails> </details> )
  | ◁(?P<kimiclose>/)?(?P<kimi>think)▷ | \[(?P<boxclose>/)?(?P<box>THINK)\]
  | <\|(?:(?P<begin>begin)|end)_of_(?P<thought>thought)\|>
  | (?P<channel> <\|channel\|>\s?(?:analysis|commentary)\b[^<>\n]{{0,60}}(?:<\|constrain\|>\s?\w{{1,10}})?
      <\|message\|> )
  | (?P<unchannel> <\|(?:end|call|return)\|>(?:\s?<\|start\|>\s?assistant)?(?:<\|channel\|>\s?final\s?<\|message\|>)?
      | (?:<\|start\|>\s?assistant)?<\|channel\|>\s?final\s?<\|message\|> ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GATE = re.compile(r"[<◁\[]\s{0,2}[/|a-z]", re.IGNORECASE)
# Harmony's channels with their marks taken out: "analysisThe user wants ... assistantfinalI'd take the Ribble."
_BARE_CHANNELS = re.compile(
    r"\s*analysis(?=[A-Z\s])(?P<thought>.{1,200000}?)assistant\s?final(?=[A-Z\s*#\d])", re.DOTALL
)
_ABOUT = re.compile(
    r"`?[\"']?[ ]{0,2}(?:- ?)?(?:tags?|blocks?|elements?|tokens?|markers?|sections?|and|or|is|are|was|to|balises?"
    r"|etiquetas?|タグ|标签|標籤|标记)\b|`?[\"']? ?(?:タグ|标签|標籤|标记)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = '.!?:;。！？…)]>*"”』」'


@dataclass(slots=True)
class _Tag:
    start: int
    end: int
    name: str
    closes: bool


def reasoning(text: str) -> Iterator[Edit]:
    """Edits that take reasoning away. Text about such tags, and code that holds them, stays."""
    if not _GATE.search(text):
        yield from _bare_channels(text)
        return
    tags = [_tag(hit) for hit in _TAG.finditer(text)]
    tags = [tag for tag in tags if tag.name != "details" or tag.closes or "reasoning" in text[tag.start : tag.end]]
    if not any(tag.name != "details" or not tag.closes for tag in tags):
        yield from _bare_channels(text)
        return
    yield from _between(text, tags, code_spans(text))


def _bare_channels(text: str) -> Iterator[Edit]:
    hit = _BARE_CHANNELS.match(text) if text.lstrip()[:8] == "analysis" else None
    if hit:
        yield Edit(0, hit.end())


def _tag(hit: re.Match[str]) -> _Tag:
    if hit["channel"] or hit["unchannel"]:
        return _Tag(hit.start(), hit.end(), "channel", bool(hit["unchannel"]))
    if hit["details"] or hit["undetails"]:
        return _Tag(hit.start(), hit.end(), "details", bool(hit["undetails"]))
    if hit["thought"]:
        return _Tag(hit.start(), hit.end(), "thought|", not hit["begin"])
    name = (hit["name"] or hit["kimi"] or hit["box"]).lower()
    return _Tag(hit.start(), hit.end(), name, bool(hit["close"] or hit["kimiclose"] or hit["boxclose"]))


def _between(text: str, tags: list[_Tag], code: Spans) -> Iterator[Edit]:
    closings: dict[str, list[_Tag]] = {}
    for tag in tags:
        if tag.closes:
            closings.setdefault(tag.name, []).append(tag)
    done, told = 0, False
    for tag in tags:
        if tag.start < done or code.hold(tag.start):
            continue
        if tag.closes:
            if tag.name in ("details", "channel") or not _closes_alone(text, tag):
                continue
            alone = not done and not told and bool(text[tag.end :].strip())
            yield Edit(0 if alone else tag.start, tag.end)
            done = tag.end
            continue
        closing = _closing(closings.get(tag.name, []), tag)
        if not _opens(text, tag, closing):
            told = True
            continue
        done = closing.end if closing else len(text)
        yield Edit(tag.start, done)


def _closing(closings: list[_Tag], tag: _Tag) -> _Tag | None:
    at = bisect_left(closings, tag.end, key=lambda one: one.start)
    return closings[at] if at < len(closings) else None


def _opens(text: str, tag: _Tag, closing: _Tag | None) -> bool:
    """Whether reasoning begins at a tag; within a sentence the tag is more often what the sentence is about."""
    if tag.name in ("channel", "details"):
        return True
    if _ABOUT.match(text, tag.end):
        return False
    before = text[max(0, tag.start - 200) : tag.start].rpartition("\n")[2].rstrip(" \t>*#")
    if not before:
        return closing is not None or not text[: tag.start].strip() or text[tag.end : tag.end + 1] in ("\n", "")
    inner = text[tag.end : closing.start if closing else tag.end].lstrip()
    spoken = closing is not None and inner[:1].isupper() and not _ABOUT.match(text, closing.end)
    return closing is not None and (before[-1] in _SENTENCE_ENDS or text[tag.end : tag.end + 1] == "\n" or spoken)


def _closes_alone(text: str, tag: _Tag) -> bool:
    """Whether reasoning ends at a closing tag: it stands on a line of its own, or between two sentences."""
    if _ABOUT.match(text, tag.end):
        return False
    before = text[max(0, tag.start - 200) : tag.start].rpartition("\n")[2].rstrip(" \t")
    after = text[tag.end : tag.end + 1]
    if before and before[-1] not in _SENTENCE_ENDS:
        return False
    return after in ("", "\n") or after.isspace() or not (after.islower() or after in ".,;)'\"`")
