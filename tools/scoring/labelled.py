"""What the project's own sets share: labels in a table with remarks, and shares of hits as figures."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated table by its header; lines that open with ``#`` are remarks, short rows end empty."""
    with path.open(encoding="utf-8") as lines:
        said = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(said, delimiter="\t", restval=""))


def shares(of: str, category: str, hits: Mapping[str, Sequence[float]]) -> Iterator[dict[str, Any]]:
    """A figure per metric: the share of its cases that are hits, to four decimals; none where there is no case."""
    for metric, cases in hits.items():
        if cases:
            value = round(sum(cases) / len(cases), 4)
            yield {"set": of, "category": category, "metric": metric, "value": value, "n": len(cases)}
