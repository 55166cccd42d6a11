"""The measures: share of voice by three definitions, visibility, recommendation rate, trust score, position.

All are ratios of sums over conversations (DESIGN section 6). Every answer counts in the denominators, those that name
nobody included; a refusal is an answer too (the customer who asked was told of no brand) and is counted apart as well.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args
from uuid import UUID

import numpy as np

from analytics.facts.rules.facts import AnswerFacts, StateRow
from analytics.figures.rules.bootstrap import ClusterBootstrap, Floats, seed_of
from analytics.figures.rules.brands import Brand, Definition, Universe
from analytics.figures.rules.estimates import Estimate, estimates
from analytics.figures.rules.slices import SliceKey
from common.contracts.message import UnknownWord
from common.contracts.vocabulary import Belief, Presence

Word = TypeVar("Word", bound=str)
NO_ANSWERS = "There are no answers in this slice."
NOBODY_NAMED = "No answer in this slice names a brand of the universe."
NOT_NAMED = "No answer in this slice gives the brand a position."


@dataclass(frozen=True, slots=True)
class Rates:
    """The figures of a brand that need no universe."""

    visibility: Estimate
    recommendation_rate: Estimate
    trust_score: Estimate
    average_position: Estimate


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted of a brand; every number is a number of answers."""

    mentions: int
    recommendations: int
    first_positions: int
    presence: Mapping[Presence | UnknownWord, int]
    beliefs: Mapping[Belief | UnknownWord, int]
    mean_sentiment: float | None


@dataclass(frozen=True, slots=True)
class BrandMeasures:
    """One brand in one slice; ``shares`` has the definitions whose universe the brand is in."""

    brand: Brand
    shares: Mapping[Definition, Estimate]
    rates: Rates
    counts: Counts


@dataclass(frozen=True, slots=True)
class SliceMeasures:
    """All brands over the answers of one slice, most named first."""

    key: SliceKey
    answers: int
    conversations: int
    refusals: int
    brands: tuple[BrandMeasures, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is measured of an audit: all its brands, the universes of the definitions, and where draws come from."""

    audit_id: UUID
    brands: tuple[Brand, ...]
    universes: Mapping[Definition, Universe]


class _Sums:
    """Per brand (rows) and conversation (columns): how many answers do what."""

    def __init__(self, answers: Sequence[AnswerFacts], brands: Sequence[Brand]) -> None:
        self._answers = answers
        self._column = {each: at for at, each in enumerate(sorted({a.row.conversation_id for a in answers}))}
        self._row = {brand.id: at for at, brand in enumerate(brands)}
        self.conversations = len(self._column)
        shape = (len(brands), self.conversations)
        self.named, self.recommended, self.trusted = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        self.positions, self.positioned = np.zeros(shape), np.zeros(shape)
        self.answers = np.zeros(self.conversations)
        for answer in answers:
            column = self._column[answer.row.conversation_id]
            self.answers[column] += 1
            for state in answer.states:
                if state.presence != "ignored":
                    self._add(self._row[state.brand_id], column, state)

    def _add(self, row: int, column: int, state: StateRow) -> None:
        self.named[row, column] += 1
        self.recommended[row, column] += state.presence == "recommended"
        self.trusted[row, column] += state.presence in ("trusted", "recommended")
        if state.position is not None:
            self.positions[row, column] += state.position
            self.positioned[row, column] += 1

    def rows_of(self, universe: Universe) -> list[int]:
        """The rows of a universe's brands."""
        return [self._row[brand.id] for brand in universe.brands]

    def naming_any(self, universe: Universe) -> Floats:
        """Per conversation, the answers that name at least one brand of the universe."""
        members = {brand.id for brand in universe.brands}
        counts = np.zeros(self.conversations)
        for answer in self._answers:
            counts[self._column[answer.row.conversation_id]] += not members.isdisjoint(answer.named)
        return counts


def measure(key: SliceKey, answers: Sequence[AnswerFacts], scope: Scope) -> SliceMeasures:
    """Everything that is measured over the answers of one slice."""
    sums = _Sums(answers, scope.brands)
    bootstrap = ClusterBootstrap(sums.conversations, seed=seed_of(scope.audit_id, key.by, key.value, key.branded))
    shares = {
        definition: _shares(definition, bootstrap, sums, universe) for definition, universe in scope.universes.items()
    }
    rates = _rates(bootstrap, sums)
    counts = _counts(answers, scope.brands)
    measured = [
        BrandMeasures(
            brand,
            {definition: each[brand.id] for definition, each in shares.items() if brand.id in each},
            rates[row],
            counts[row],
        )
        for row, brand in enumerate(scope.brands)
    ]
    measured.sort(key=lambda each: (-each.counts.mentions, each.brand.name, each.brand.id))
    refusals = sum(answer.row.refusal for answer in answers)
    return SliceMeasures(key, len(answers), sums.conversations, refusals, tuple(measured))


def _shares(
    definition: Definition, bootstrap: ClusterBootstrap, sums: _Sums, universe: Universe
) -> dict[UUID, Estimate]:
    """Share of voice by brand: the definitions differ in what the answers naming a brand are divided by."""
    numerators = sums.named[sums.rows_of(universe)]
    over_brands = definition != 3
    whole = numerators.sum(axis=0) if over_brands else sums.naming_any(universe)
    found = estimates(
        bootstrap,
        numerators,
        np.broadcast_to(whole, numerators.shape),
        missing=NOBODY_NAMED if sums.conversations else NO_ANSWERS,
        base=sums.answers if over_brands else whole,
    )
    return {brand.id: found[at] for at, brand in enumerate(universe.brands)}


def _rates(bootstrap: ClusterBootstrap, sums: _Sums) -> list[Rates]:
    per_answer = np.broadcast_to(sums.answers, sums.named.shape)
    visibility, recommendation, trust = (
        estimates(bootstrap, numerators, per_answer, missing=NO_ANSWERS)
        for numerators in (sums.named, sums.recommended, sums.trusted)
    )
    position = estimates(
        bootstrap,
        sums.positions,
        sums.positioned,
        missing=NOT_NAMED if sums.conversations else NO_ANSWERS,
        bounded=False,
    )
    return [Rates(*figures) for figures in zip(visibility, recommendation, trust, position, strict=True)]


def _counts(answers: Sequence[AnswerFacts], brands: Sequence[Brand]) -> list[Counts]:
    states: dict[UUID, list[StateRow]] = {brand.id: [] for brand in brands}
    for answer in answers:
        for state in answer.states:
            if state.presence != "ignored":
                states[state.brand_id].append(state)
    return [_counts_of(states[brand.id], len(answers)) for brand in brands]


def _counts_of(states: Sequence[StateRow], answers: int) -> Counts:
    presence: Counter[Presence | UnknownWord] = Counter(state.presence for state in states)
    presence["ignored"] = answers - len(states)
    beliefs: Counter[Belief | UnknownWord] = Counter(state.belief for state in states if state.belief is not None)
    sentiments = sorted(state.sentiment for state in states if state.sentiment is not None)
    return Counts(
        mentions=len(states),
        recommendations=presence["recommended"],
        first_positions=sum(state.position == 1 for state in states),
        presence={each: presence[each] for each in _in_order(presence, get_args(Presence))},
        beliefs={each: beliefs[each] for each in _in_order(beliefs, get_args(Belief))},
        mean_sentiment=round(sum(sentiments) / len(sentiments), 4) if sentiments else None,
    )


def _in_order(counted: Counter[Word], known: tuple[Word, ...]) -> list[Word]:
    """The words that were counted: known ones as listed, others behind them, each under itself."""
    return [word for word in (*known, *sorted(counted.keys() - set(known))) if counted[word]]
