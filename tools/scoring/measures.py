"""The measures of a reading against labels. Pure functions; a reading is one state per brand of a row, in its order."""

import json
import math
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analyzer.extraction import Presence, ReadState, WantedBrand, extract
from analyzer.graph.rules.shares import wilson
from scoring.gold import Label, Row

Reader = Callable[[Row], Sequence[ReadState]]
Pair = tuple[Row, Label, ReadState]


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` of ``n`` cases; None where nothing could be measured. ``low`` and ``high``: Wilson's 95 % interval.

    F1 is no share of cases and has no such interval.
    """

    category: str
    metric: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None

    @property
    def rounded(self) -> float | None:
        """The value to four decimals."""
        return None if self.value is None else round(self.value, 4)


def by_rules(row: Row) -> Sequence[ReadState]:
    """The product's own extraction: deterministic rules."""
    return extract(row.answer, [label.brand for label in row.labels], prompt=row.prompt or None).states


def substring(row: Row) -> Sequence[ReadState]:
    """The plain matcher: a brand whose name or alias occurs anywhere, whatever the case, is mentioned."""
    return [_plain(row.answer.lower(), label.brand) for label in row.labels]


def asked(command: Sequence[str], rows: Sequence[Row]) -> dict[str, Sequence[ReadState]]:
    """The states of ``rows`` by a program of its own environment (see ``benchmarks/contestants/by_promptbeacon.py``).

    Raises CalledProcessError where it fails.
    """
    lines = [
        json.dumps({"answer": row.answer, "brands": [[one.brand.name, one.brand.aliases] for one in row.labels]}) + "\n"
        for row in rows
    ]
    said = subprocess.run([*command], input="".join(lines), capture_output=True, text=True, check=True).stdout
    return {
        row.id: [_told(label.brand, one) for label, one in zip(row.labels, json.loads(line), strict=True)]
        for row, line in zip(rows, said.splitlines(), strict=True)
    }


def _told(brand: WantedBrand, said: Mapping[str, Any]) -> ReadState:
    presence: Presence = "recommended" if said["recommended"] else "mentioned" if said["named"] else "ignored"
    return ReadState(brand.name, presence, None, said["rank"], None, None, 1.0, (), False)


def _plain(answer: str, brand: WantedBrand) -> ReadState:
    found = any(name.lower() in answer for name in (brand.name, *brand.aliases))
    return ReadState(brand.name, "mentioned" if found else "ignored", None, None, None, None, 1.0, (), False)


def read(rows: Sequence[Row], reader: Reader) -> list[Pair]:
    """Each label beside what the reader says. Raises ValueError where a reader answers for other brands."""
    pairs: list[Pair] = []
    for row in rows:
        states = reader(row)
        if [state.brand for state in states] != [label.brand.name for label in row.labels]:
            raise ValueError(f"{row.id}: the reader answered for other brands")
        pairs += [(row, label, state) for label, state in zip(row.labels, states, strict=True)]
    return pairs


def figures(pairs: Sequence[Pair]) -> list[Figure]:
    """All measures, first over everything (``all``), then per category."""
    groups: dict[str, list[Pair]] = {"all": list(pairs)}
    for pair in pairs:
        groups.setdefault(pair[0].category, []).append(pair)
    return [figure for category, group in groups.items() for figure in _group(category, group)]


def _group(category: str, pairs: Sequence[Pair]) -> list[Figure]:
    found = [(label, state) for _, label, state in pairs if label.presence != "ignored" and state.presence != "ignored"]
    named = sum(label.presence != "ignored" for _, label, _ in pairs)
    said = sum(state.presence != "ignored" for _, _, state in pairs)
    absent = [state for _, label, state in pairs if label.presence == "ignored"]
    read = [
        (label, state)
        for row, label, state in pairs
        if row.language == "en" and label.presence != "ignored" and state.presence != "ignored"
    ]
    ranked = [(label, state) for _, label, state in pairs if label.rank is not None or state.rank is not None]
    spans = [(row, span) for row, _, state in pairs for span in state.evidence]
    both = named + said
    return [
        share_of(category, "mention_precision", len(found), said),
        share_of(category, "mention_recall", len(found), named),
        Figure(category, "mention_f1", 2 * len(found) / both if both else None, named),
        share_of(category, "false_mentions", sum(state.presence != "ignored" for state in absent), len(absent)),
        share_of(category, "presence_accuracy", sum(_same_presence(*pair) for pair in pairs), len(pairs)),
        share_of(category, "position_exact", sum(one.position == state.position for one, state in found), len(found)),
        share_of(category, "rank_exact", sum(one.rank == state.rank for one, state in ranked), len(ranked)),
        share_of(category, "span_exact", sum(row.answer[s.start : s.end] == s.text for row, s in spans), len(spans)),
        share_of(category, "belief_agreement", sum(one.belief == state.belief for one, state in read), len(read)),
        share_of(category, "sentiment_agreement", sum(_agrees(one, state) for one, state in read), len(read)),
    ]


def _same_presence(row: Row, label: Label, state: ReadState) -> bool:
    """In languages other than English, who is mentioned is read and no more: there named or not is what counts."""
    if row.language != "en":
        return (label.presence == "ignored") == (state.presence == "ignored")
    return label.presence == state.presence


def sign(sentiment: float | None) -> int | None:
    """-1, 0 or 1; within 0.1 of nought is nought."""
    if sentiment is None:
        return None
    return 0 if abs(sentiment) < 0.1 else int(math.copysign(1, sentiment))


def _agrees(label: Label, state: ReadState) -> bool:
    return label.sentiment == sign(state.sentiment)


def share_of(category: str, metric: str, hits: int, n: int) -> Figure:
    """The share ``hits`` / ``n`` with its interval; of nothing, null."""
    if not n:
        return Figure(category, metric, None, 0)
    return Figure(category, metric, hits / n, n, *wilson(hits / n, n))


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa (1960) of two readers' words for the same things: agreement beyond that by chance."""
    n = len(pairs)
    first, other = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    observed = sum(one == two for one, two in pairs) / n
    by_chance = sum(count * other[word] for word, count in first.items()) / n**2
    return 1.0 if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def confusion(pairs: Sequence[Pair]) -> Counter[tuple[str, str]]:
    """How often a label of one presence was read as another: (label, reading) -> count."""
    return Counter((label.presence, state.presence) for _, label, state in pairs)


def errors(pairs: Sequence[Pair]) -> list[Pair]:
    """Wrong readings, the worst first: a false mention, a missed one, a wrong rank, a wrong presence."""
    return [pair for grade in range(4) for pair in pairs if _grade(pair) == grade]


def _grade(pair: Pair) -> int | None:
    row, label, state = pair
    if label.presence == "ignored" or state.presence == "ignored":
        return None if label.presence == state.presence else int(label.presence != "ignored")
    if label.rank != state.rank:
        return 2
    return None if _same_presence(row, label, state) else 3
