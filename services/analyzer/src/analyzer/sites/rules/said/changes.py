"""What a new analysis reads otherwise than the one before."""

from dataclasses import dataclass
from typing import Any

from analyzer.sites.rules.analysis import WebsiteAnalysis
from analyzer.sites.rules.said.facts import values_of
from common.contracts.vocabulary import FactField


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after, in the form in which people say it."""

    field: FactField
    before: Any
    after: Any


def changes(before: WebsiteAnalysis, after: WebsiteAnalysis) -> tuple[Change, ...]:
    """The fields that differ, in the order of the fields."""
    old, new = values_of(before), values_of(after)
    return tuple(Change(field, old[field], new[field]) for field in new if old[field] != new[field])
