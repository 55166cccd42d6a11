"""The set ``ner_wnut17``: names of corporations and products in noisy text that nobody listed, found as spans.

Rules were written looking at the part ``train``; ``dev`` is for the figure only. A span counts where both ends agree.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analyzer.extraction.naming import compile_names, discover, scan
from analyzer.extraction.text import read_document

SET = "ner_wnut17"
_KINDS = ("corporation", "product")


def rows(folder: Path) -> list[dict[str, Any]]:
    """Precision, recall and F1 of discovered spans per part, beside a reader that takes every capitalised run.

    Raises FileNotFoundError where the set is absent.
    """
    return [row for part in ("train", "dev") for row in _part(part, folder / SET / f"{part}.jsonl")]


def _part(part: str, path: Path) -> Iterator[dict[str, Any]]:
    texts = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            texts.append(_read(one["tokens"], one["tags"]))
    for reader, found in (("", _engine(texts)), ("capitals_", _capitals(texts))):
        hits = sum(len(spans & wanted) for spans, (_, wanted) in zip(found, texts, strict=True))
        said, named = sum(map(len, found)), sum(len(wanted) for _, wanted in texts)
        values = {"precision": hits / said if said else 0.0, "recall": hits / named, "f1": 2 * hits / (said + named)}
        for metric, value in values.items():
            yield {
                "set": SET, "category": part, "metric": f"{reader}span_{metric}", "value": round(value, 4), "n": named
            }  # fmt: skip


Text = tuple[str, set[tuple[int, int]]]


def _read(tokens: Sequence[str], tags: Sequence[str]) -> Text:
    """The tokens as one text, and the spans of the names in it."""
    spans: list[tuple[int, int]] = []
    at, inside = 0, False
    for token, tag in zip(tokens, tags, strict=True):
        wanted = tag[2:] in _KINDS
        if wanted and tag[0] == "I" and inside:
            spans[-1] = (spans[-1][0], at + len(token))
        elif wanted:
            spans.append((at, at + len(token)))
        inside = wanted
        at += len(token) + 1
    return " ".join(tokens), set(spans)


def discovered_spans(text: str) -> list[tuple[int, int]]:
    """Where the engine finds brands that nobody listed: spans of the names in code points, in order."""
    document = read_document(text)
    found = discover(scan(document, None), [], compile_names(())).mentions
    return sorted((document.starts[one.start], document.ends[one.end - 1]) for one in found)


def _engine(texts: Sequence[Text]) -> list[set[tuple[int, int]]]:
    return [set(discovered_spans(text)) for text, _ in texts]


def _capitals(texts: Sequence[Text]) -> list[set[tuple[int, int]]]:
    """Every run of capitalised words that does not open the text."""
    found = []
    for text, _ in texts:
        spans: set[tuple[int, int]] = set()
        at, start = 0, -1
        for word in [*text.split(" "), ""]:
            capital = word[:1].isupper() and at > 0
            if capital and start < 0:
                start = at
            elif not capital and start >= 0:
                spans.add((start, at - 1))
                start = -1
            at += len(word) + 1
        found.append(spans)
    return found
