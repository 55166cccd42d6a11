"""Who is named where the customer's brand is missing. Unbranded prompts only: one that names a brand invites it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from analytics.facts.rules.facts import AnswerFacts
from analytics.figures.rules.bootstrap import ClusterBootstrap, seed_of
from analytics.figures.rules.brands import Brand, brands_of
from analytics.figures.rules.estimates import DIGITS, Estimate, estimates
from analytics.figures.rules.slices import cut


@dataclass(frozen=True, slots=True)
class SubstitutionPattern:
    """One brand that stands in answers without the missing one. ``provider`` is empty for all providers together."""

    provider: str
    missing: Brand
    substitute: Brand
    occurrences: int
    """Answers that name the substitute and not the missing brand."""
    missing_answers: int
    """Answers that do not name the missing brand; those that name nobody are among them."""
    share: Estimate
    average_position: float | None
    """Mean position of the substitute in those answers."""


def substitution_patterns(answers: Sequence[AnswerFacts], *, audit_id: UUID) -> tuple[SubstitutionPattern, ...]:
    """The patterns over all providers, then provider by provider, each ordered by how often they occur."""
    found: list[SubstitutionPattern] = []
    for key, part in cut(answers):
        if key.branded or key.by not in ("all", "provider"):
            continue
        for missing in brands_of(answers):
            if missing.tracked:
                without = [answer for answer in part if missing.id not in answer.named]
                found.extend(_patterns(key.value, missing, without, audit_id))
    return tuple(found)


def _patterns(
    provider: str, missing: Brand, answers: Sequence[AnswerFacts], audit_id: UUID
) -> list[SubstitutionPattern]:
    named = frozenset().union(*(answer.named for answer in answers))
    substitutes = [brand for brand in brands_of(answers) if brand.id in named]
    if not substitutes:
        return []
    column = {each: at for at, each in enumerate(sorted({answer.row.conversation_id for answer in answers}))}
    row = {brand.id: at for at, brand in enumerate(substitutes)}
    counts, per_answer = np.zeros((len(row), len(column))), np.zeros((len(row), len(column)))
    positions: dict[UUID, list[int]] = {brand.id: [] for brand in substitutes}
    for answer in answers:
        per_answer[:, column[answer.row.conversation_id]] += 1
        for state in answer.states:
            if state.presence != "ignored":
                counts[row[state.brand_id], column[answer.row.conversation_id]] += 1
                if state.position is not None:
                    positions[state.brand_id].append(state.position)
    bootstrap = ClusterBootstrap(len(column), seed=seed_of(audit_id, "substitution", provider, missing.id))
    shares = estimates(bootstrap, counts, per_answer, missing="The brand is missing in no answer.")
    patterns = [
        SubstitutionPattern(
            provider, missing, brand, int(counts[at].sum()), len(answers), shares[at], _mean(positions[brand.id])
        )
        for at, brand in enumerate(substitutes)
    ]
    return sorted(patterns, key=lambda each: (-each.occurrences, each.substitute.name, each.substitute.id))


def _mean(values: Sequence[int]) -> float | None:
    return round(sum(values) / len(values), DIGITS) if values else None
