"""What people say of the customers of a website: field by field, above what was planned. Pure."""

from simulator.plans.rules.said.applying import worded
from simulator.plans.rules.said.facts import ICP_FIELDS, IcpFacts, IcpField, values_of
from simulator.plans.rules.said.seating import ICPS, NOTHING_SAID, Library, Said, Seat, Word, seats, with_said

__all__ = [
    "ICPS",
    "ICP_FIELDS",
    "NOTHING_SAID",
    "IcpFacts",
    "IcpField",
    "Library",
    "Said",
    "Seat",
    "Word",
    "seats",
    "values_of",
    "with_said",
    "worded",
]
