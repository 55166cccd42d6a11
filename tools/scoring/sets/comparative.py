"""The set ``comparative``: which kind of comparison a sentence makes, and between what.

Sentences of even number may be looked at while rules are written; the others are for the figure only. Beside it stands
a reader of keywords: "than", "more" and "-er" are non-equal, "as" and "same" equative, "most" and "-est" superlative.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from scoring.sets.relation import Relation, RelationKind, relation_of

SET = "comparative"
_KINDS: dict[int, RelationKind] = {1: "non-equal", 2: "equative", 3: "superlative", 4: "non-gradable"}
_SIDE = re.compile(r"(?<!\w)([12])_(.*?)(?=\s[123]_|\s?\(|$)")
_CONTENT = re.compile(r"[a-z0-9]{2,}")
_EMPTY = frozenset(["the", "this", "that", "an", "my", "of", "other", "any"])
Reader = Callable[[str], Relation]


def rows(folder: Path) -> list[dict[str, Any]]:
    """Macro-averaged F1 of the kind, and the share of sentences whose two sides are both found, per part and reader.

    A side is found where the phrase read and the one annotated share a word that carries meaning. Raises
    FileNotFoundError where the set is absent.
    """
    with (folder / SET / "sentences.jsonl").open(encoding="utf-8") as lines:
        sentences = [json.loads(line) for line in lines]
    parts = {"development": sentences[::2], "held_out": sentences[1::2]}
    readers: dict[str, Reader] = {"": relation_of, "keywords_": _keywords}
    return [
        row
        for part, some in parts.items()
        for name, reader in readers.items()
        for row in _part(part, name, some, reader)
    ]  # fmt: skip


def _part(part: str, name: str, sentences: Sequence[dict[str, Any]], reader: Reader) -> Iterator[dict[str, Any]]:
    read = [reader(one["sentence"]) for one in sentences]
    kinds = [_KINDS[one["type"]] for one in sentences]
    scores = [_f1(kind, [one.kind for one in read], kinds) for kind in _KINDS.values()]
    annotated = [(_sides(one["annotation"]), said) for one, said in zip(sentences, read, strict=True)]
    pairs = [(sides, said) for sides, said in annotated if sides["1"] and sides["2"]]
    both = sum(_shares(said.first, sides["1"]) and _shares(said.second, sides["2"]) for sides, said in pairs)
    common = {"set": SET, "category": part}
    yield {**common, "metric": f"{name}kind_macro_f1", "value": round(sum(scores) / len(scores), 4), "n": len(read)}
    yield {**common, "metric": f"{name}pairs_found", "value": round(both / len(pairs), 4), "n": len(pairs)}


def _f1(kind: RelationKind, said: Sequence[RelationKind], wanted: Sequence[RelationKind]) -> float:
    hits = sum(one == other == kind for one, other in zip(said, wanted, strict=True))
    return 2 * hits / max(1, said.count(kind) + wanted.count(kind))


def _sides(annotation: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"1": [], "2": []}
    for hit in _SIDE.finditer(annotation):
        found[hit[1]].append(hit[2].lower())
    return found


def _shares(phrase: str | None, wanted: Sequence[str]) -> bool:
    if not phrase:
        return False
    own = set(_CONTENT.findall(phrase)) - _EMPTY or set(phrase.split())
    return any(own & (set(_CONTENT.findall(one)) - _EMPTY or set(one.split())) for one in wanted)


_WORDS = re.compile(r"[a-z0-9']+")


def _keywords(sentence: str) -> Relation:
    """The plain reader: the first keyword decides; its sides are the words before the verb and after the keyword."""
    found = _WORDS.findall(sentence.lower())
    kind: RelationKind = "non-gradable"
    at = len(found)
    for number, word in enumerate(found):
        if word in ("than", "more", "less", "better", "worse") or (word.endswith("er") and len(word) > 4):
            kind, at = "non-equal", number
        elif word in ("as", "same", "similar", "like", "both", "all"):
            kind, at = "equative", number
        elif word in ("most", "least", "best", "worst") or (word.endswith("est") and len(word) > 4):
            kind, at = "superlative", number
        else:
            continue
        break
    than = found.index("than") if "than" in found else at
    return Relation(kind, " ".join(found[:3]), " ".join(found[than + 1 : than + 4]) or None)
