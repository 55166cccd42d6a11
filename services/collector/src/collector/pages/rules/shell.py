"""Pages that a script makes in the browser: how they are told, and what they say to whoever runs no script. Pure."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from collector.pages.rules.listed import listed
from collector.pages.rules.structure.items import items_of, text_of
from collector.pages.rules.structure.linked_data import json_ld
from collector.pages.rules.text import clean, declared_meta, one_line, weight

LINES_MOST, CHARACTERS_MOST = 200, 20_000
SENTENCE_WEIGHT = 4
"""Words; a shorter value of structured data is a label."""
MOUNT_WEIGHT = 10
"""Words in an element that waits for its script, such as "Loading ..."."""
NOTHING_WEIGHT = 3

_MOUNTS = listed("shell", "mounts")
_ASKS_FOR_SCRIPT = re.compile(r"java\s?script|\bJS\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:|www\.)\S+$|\S+@\S+$")


def is_shell(tree: Any, shown: str) -> bool:
    """Whether a page that shows nearly nothing (``shown``) does so because it waits for a script."""
    if _ASKS_FOR_SCRIPT.search(shown) or any(_ASKS_FOR_SCRIPT.search(line) for line in _noscript(tree)):
        return True
    scripted = next((each for each in tree.iter("script") if each.get("src")), None) is not None
    if not scripted:
        return False
    return weight(shown) <= NOTHING_WEIGHT or any(map(_waits, tree.iter("div", "main", "section", "body")))


def _waits(element: Any) -> bool:
    """Whether an element is one that a framework's script fills, and is not filled."""
    if element.get("id") in _MOUNTS or element.get("data-reactroot") is not None:
        return weight(element.text_content()[:1000]) <= MOUNT_WEIGHT
    own = [each for each in islice(element, 20) if isinstance(each.tag, str) and "-" in each.tag]
    return element.tag == "body" and any(weight(each.text_content()[:1000]) <= MOUNT_WEIGHT for each in own)


def said_beside(tree: Any) -> tuple[str, ...]:
    """The sentences that a page holds for search engines and for browsers without scripts, each once, in bounds."""
    sentences = (*_descriptions(tree), *_linked(tree), *_noscript(tree))
    kept: dict[str, str] = {}
    left = CHARACTERS_MOST
    for sentence in sentences:
        key = sentence.casefold()
        if _is_sentence(sentence) and not any(key in other for other in kept):
            left -= len(sentence)
            if left < 0 or len(kept) >= LINES_MOST:
                break
            kept[key] = sentence
    return tuple(kept.values())


def _descriptions(tree: Any) -> Iterator[str]:
    for name in ("description", "og:description", "twitter:description"):
        yield declared_meta(tree, name)


def _linked(tree: Any) -> Iterator[str]:
    for item in items_of(tree).items:
        yield from filter(None, (item.name if item.description else None, item.description))
    for node in json_ld(tree):
        yield from _lines(str(node.get("articleBody") or "")[:CHARACTERS_MOST])
        yield text_of(node.get("abstract")) or ""


def _noscript(tree: Any) -> Iterator[str]:
    for element in tree.iter("noscript"):
        yield from _lines("\n".join(element.itertext())[:CHARACTERS_MOST])


def _lines(text: str) -> Iterable[str]:
    return filter(None, (one_line(line) for line in clean(text).split("\n")))


def _is_sentence(text: str) -> bool:
    return weight(text) >= SENTENCE_WEIGHT and not _ADDRESS.match(text) and not _ASKS_FOR_SCRIPT.search(text)


def without_requests(text: str) -> str:
    """``text`` of a shell without the lines that ask to switch scripts on."""
    return "\n".join(line for line in text.split("\n") if not _ASKS_FOR_SCRIPT.search(line))
