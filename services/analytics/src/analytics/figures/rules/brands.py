"""Which brands a figure is over: the universes of the three definitions of share of voice that are measured here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from analytics.facts.rules.facts import AnswerFacts, StateRow

Definition = Literal[1, 2, 3]
DEFINITIONS: tuple[Definition, ...] = (1, 2, 3)
FORMULAS: dict[Definition, str] = {
    1: "answers naming the brand / sum of that over the brands of the universe",
    2: "answers naming the brand / sum of that over all companies named",
    3: "answers naming the brand / answers naming any brand of the universe",
}

FEWEST_ANSWERS = 2
FEWEST_CONVERSATIONS = 2


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand as one audit knows it."""

    id: UUID
    name: str
    tracked: bool
    """The customer's own."""
    discovered: bool
    """Found in answers; not named by the analysis of the site."""


@dataclass(frozen=True, slots=True)
class Universe:
    """The brands shares are over, and how to say so."""

    brands: tuple[Brand, ...]
    text: str


def brands_of(answers: Iterable[AnswerFacts]) -> tuple[Brand, ...]:
    """Every brand of the answers' states, ordered by id.

    A brand that any reading knows from the analysis is not a discovered one; of several spellings the first in
    alphabetical order is its name, so that the order of the answers does not matter.
    """
    found: dict[UUID, Brand] = {}
    for answer in answers:
        for state in answer.states:
            found[state.brand_id] = _merged(found.get(state.brand_id), state)
    return tuple(found[brand_id] for brand_id in sorted(found))


def _merged(known: Brand | None, state: StateRow) -> Brand:
    if known is None:
        return Brand(state.brand_id, state.brand, state.tracked, state.discovered)
    name = min(known.name, state.brand)
    return Brand(known.id, name, known.tracked or state.tracked, known.discovered and state.discovered)


def tracked_universe(answers: Sequence[AnswerFacts]) -> Universe:
    """The universe of definitions 1 and 3, one for all cuts of an audit, so that they can be compared.

    DESIGN section 6 sums "over the tracked brands". Tracked are: the customer's brand, the rivals that the analysis of
    the site lists, and brands found in answers once they are no accident: named by at least two unbranded answers of
    at least two conversations. Leaving found brands out would give a customer whose site names no rival a share of
    100 %; letting each one in would let a single slip of a model, or of the extractor, move everybody's share.
    The universe is held fixed when conversations are resampled: intervals are conditional on it.
    """
    answered: dict[UUID, set[UUID]] = defaultdict(set)
    conversations: dict[UUID, set[UUID]] = defaultdict(set)
    for answer in answers:
        if not answer.row.branded:
            for brand_id in answer.named:
                answered[brand_id].add(answer.row.response_id)
                conversations[brand_id].add(answer.row.conversation_id)
    brands = tuple(
        brand
        for brand in brands_of(answers)
        if not brand.discovered
        or (len(answered[brand.id]) >= FEWEST_ANSWERS and len(conversations[brand.id]) >= FEWEST_CONVERSATIONS)
    )
    return Universe(brands, _tracked_text(brands))


def _tracked_text(brands: Sequence[Brand]) -> str:
    own = [brand.name for brand in brands if brand.tracked]
    listed = sum(not brand.tracked and not brand.discovered for brand in brands)
    found = sum(brand.discovered for brand in brands)
    return (
        f"{_count(len(brands), 'brand')}: the customer's own ({', '.join(own) or 'none'}), "
        f"{_count(listed, 'rival')} listed by the analysis of the site, and {_count(found, 'brand')} discovered in at "
        f"least {FEWEST_ANSWERS} unbranded answers of at least {FEWEST_CONVERSATIONS} conversations"
    )


def named_universe(answers: Sequence[AnswerFacts]) -> Universe:
    """The universe of definition 2: the brands of the analysis, and every company that any answer names."""
    named = frozenset().union(*(answer.named for answer in answers))
    brands = tuple(brand for brand in brands_of(answers) if brand.id in named or not brand.discovered)
    size = _count(len(named), "company", "companies")
    return Universe(brands, f"all companies named in any answer of the audit, tracked or not ({size})")


def universes(answers: Sequence[AnswerFacts]) -> dict[Definition, Universe]:
    """The universe of each definition."""
    tracked = tracked_universe(answers)
    return {1: tracked, 2: named_universe(answers), 3: tracked}


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
