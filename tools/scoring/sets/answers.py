"""The set ``llm_answers``: is the product of each answer found, and is a product of another answer not.

Half of the rows (those of even number) may be looked at while rules are written; the other half is for the figure only.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from analyzer.extraction import WantedBrand, extract

SET = "llm_answers"
_SEED = 11


def rows(folder: Path) -> list[dict[str, Any]]:
    """Recall of the placed product, and false hits for a random other product, per part; ``folder`` holds the sets.

    Raises FileNotFoundError where the set is absent.
    """
    with (folder / SET / "answers.jsonl").open(encoding="utf-8") as lines:
        answers = [json.loads(line) for line in lines]
    parts = {"development": answers[::2], "held_out": answers[1::2]}
    return [row for part, some in parts.items() for row in _part(part, some, answers)]


def _part(part: str, answers: list[dict[str, Any]], everything: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seed = random.Random(_SEED)  # noqa: S311 - a repeatable choice, no secret
    found = exact = wrong = 0
    for one in answers:
        found += _holds(one["answer"], _brand(one))
        exact += str(one["product"]) in one["answer"]
        other = seed.choice([row for row in everything if row["product"] != one["product"]])
        # The shops' addresses are shared by many products, so that only the other's name tells a false hit.
        wrong += _holds(one["answer"], WantedBrand(str(other["product"])))
    for metric, count in (("found", found), ("found_by_exact_string", exact), ("false_hits", wrong)):
        yield {
            "set": SET,
            "category": part,
            "metric": metric,
            "value": round(count / len(answers), 4),
            "n": len(answers),
        }


def _brand(row: dict[str, Any]) -> WantedBrand:
    host = urlsplit(row["url"] or "").netloc
    return WantedBrand(str(row["product"]), (), (host,) if host else ())


def _holds(answer: str, brand: WantedBrand) -> bool:
    return extract(answer, [brand]).states[0].presence != "ignored"
