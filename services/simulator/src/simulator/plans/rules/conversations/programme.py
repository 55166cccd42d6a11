"""Which kind of conversation stands at which of a customer's ten places, and what else where the site is silent."""

from typing import Literal

from simulator.plans.rules.findings.stock import Shape

Plain = Literal["recommend", "compare", "price", "trust", "choose"]
Wanted = Shape | Plain | Literal["thread", "place", "branded", "pain"]

BRANDED = ("brand_check", "brand_rival", "rival_alternative")
PLAIN: tuple[Plain, ...] = ("recommend", "compare", "price", "trust", "choose")
GROUNDED: tuple[Wanted, ...] = ("thing", "problem", "segment", "question", "trouble", "doubt", "place")

MOST_TOLD = 5
"""Conversations of a customer that rest on a person's words: where somebody said that much, the site has the others."""

TEN: tuple[tuple[Wanted, ...], ...] = (
    ("problem", "trouble", "question"),
    (),
    ("thread",),
    ("thing",),
    ("segment", "place", "thing"),
    ("thing", "question"),
    ("thing", "segment", "place", "question"),
    ("doubt", "question", "trouble", "problem"),
    ("place", "segment", "thing"),
    ("branded",),
)
"""By place: what is tried first. Nothing: the category's plain question, another one for each customer."""
SECOND_OCCASION = 6
"""The place at which whoever asks with a town, and so about the site anyway, tells the role's second occasion."""


def wanted(place: int, number: int, *, local: bool) -> tuple[tuple[Wanted, ...], tuple[Wanted, ...]]:
    """Kinds to try at a place (from 0) for the customer of a number (from 1), and what stands in for them."""
    plain = tuple(PLAIN[(number - 1 + place + step) % len(PLAIN)] for step in range(len(PLAIN)))
    otherwise: tuple[Wanted, ...] = ("thread", "pain", *plain)
    first: tuple[Wanted, ...] = ("thread",) if local and place == SECOND_OCCASION else TEN[place]
    if not first:
        return plain, otherwise
    if first[0] in ("thread", "branded"):
        return first, otherwise
    turned = GROUNDED[number % len(GROUNDED) :] + GROUNDED[: number % len(GROUNDED)]
    return (*first, *(kind for kind in turned if kind not in first)), otherwise
