"""A second reader's labels of a third of the corpus, made without seeing the first ones, and how far both agree.

The second pass is JSON lines, one per answer: ``{"id", "states": {brand: [presence, rank, sign]}}``; rank and sign as
in the corpus, null where there is none.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.gold import Label, Row, share
from scoring.measures import Figure, kappa, share_of

_THIRD = 1 / 3


@dataclass(frozen=True, slots=True)
class Second:
    """What the second reader said of one brand."""

    presence: str
    rank: int | None
    sign: int | None


def chosen(rows: Sequence[Row]) -> list[Row]:
    """The third that is read twice, by the hash of the id."""
    return [row for row in rows if share(row.id, "second") < _THIRD]


def blind(row: Row) -> dict[str, Any]:
    """A row as the second reader gets it."""
    brands = [[label.brand.name, *label.brand.aliases] for label in row.labels]
    return {"id": row.id, "language": row.language, "prompt": row.prompt, "answer": row.answer, "brands": brands}


def load_second(folder: Path) -> dict[tuple[str, str], Second]:
    """Every label of the second pass by (row, brand)."""
    found: dict[tuple[str, str], Second] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            said = json.loads(line)
            found |= {(said["id"], brand): Second(*state) for brand, state in said["states"].items()}
    return found


def agreement(rows: Sequence[Row], second: dict[tuple[str, str], Second]) -> list[Figure]:
    """Cohen's kappa (1960) of presence, and shares of agreement on naming, rank and sign. ValueError for none."""
    pairs = list(_pairs(rows, second))
    if not pairs:
        raise ValueError("the second pass has no label of these rows")
    same = sum(one.presence == other.presence for one, other in pairs)
    named = [(one, other) for one, other in pairs if one.presence != "ignored" and other.presence != "ignored"]
    ranked = [(one, other) for one, other in named if one.rank is not None or other.rank is not None]
    return [
        Figure("second pass", "presence_kappa", kappa([(a.presence, b.presence) for a, b in pairs]), len(pairs)),
        share_of("second pass", "presence_same", same, len(pairs)),
        share_of(
            "second pass",
            "named_same",
            sum((a.presence == "ignored") == (b.presence == "ignored") for a, b in pairs),
            len(pairs),
        ),
        share_of("second pass", "rank_same", sum(a.rank == b.rank for a, b in ranked), len(ranked)),
        share_of("second pass", "sign_same", sum(a.sentiment == b.sign for a, b in named), len(named)),
    ]


def _pairs(rows: Sequence[Row], second: dict[tuple[str, str], Second]) -> Iterator[tuple[Label, Second]]:
    for row in rows:
        for label in row.labels:
            other = second.get((row.id, label.brand.name))
            if other is not None:
                yield label, other
