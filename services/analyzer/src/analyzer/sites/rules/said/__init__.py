"""What people say of a business: field by field, above what its site was read to say. Pure."""

from analyzer.sites.rules.said.applying import accepted, asked_for, corrected
from analyzer.sites.rules.said.changes import Change, changes
from analyzer.sites.rules.said.clashes import claimed_twice
from analyzer.sites.rules.said.facts import FACT_FIELDS, Facts, values_of

__all__ = [
    "FACT_FIELDS",
    "Change",
    "Facts",
    "accepted",
    "asked_for",
    "changes",
    "claimed_twice",
    "corrected",
    "values_of",
]
