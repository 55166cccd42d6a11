"""How answers are cut: all of them, by provider, by customer profile (ICP), by funnel stage; branded prompts apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from analytics.facts.rules.facts import AnswerFacts
from common.contracts.vocabulary import FunnelStage, SliceBy

STAGES: tuple[FunnelStage, ...] = get_args(FunnelStage)
CUTS: tuple[SliceBy, ...] = get_args(SliceBy)


@dataclass(frozen=True, slots=True, order=True)
class SliceKey:
    """Names one cut. ``value`` is a provider, an ICP's id or a funnel stage, and empty for all answers."""

    by: SliceBy
    value: str
    label: str
    branded: bool


def cut(answers: Sequence[AnswerFacts]) -> list[tuple[SliceKey, tuple[AnswerFacts, ...]]]:
    """Every slice with its answers. The slices of all answers are there even where they are empty."""
    found: dict[SliceKey, list[AnswerFacts]] = {
        SliceKey("all", "", "All answers", branded): [] for branded in (False, True)
    }
    labels = _icp_labels(answers)
    for answer in answers:
        row = answer.row
        for key in (
            SliceKey("all", "", "All answers", row.branded),
            SliceKey("provider", row.provider, row.provider, row.branded),
            SliceKey("icp", str(row.icp_id), labels[str(row.icp_id)], row.branded),
            SliceKey("funnel_stage", row.funnel_stage, row.funnel_stage, row.branded),
        ):
            found.setdefault(key, []).append(answer)
    return [(key, tuple(found[key])) for key in sorted(found, key=rank)]


def _icp_labels(answers: Sequence[AnswerFacts]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for answer in answers:
        icp = str(answer.row.icp_id)
        labels[icp] = min(labels.get(icp, answer.row.icp_name), answer.row.icp_name)
    return labels


def rank(key: SliceKey) -> tuple[bool, int, int, str, str]:
    """The order in which slices are shown: unbranded first, cuts as listed, stages as a customer passes them.

    A stage that is not known stands behind those that are.
    """
    stage = STAGES.index(key.value) if key.value in STAGES else len(STAGES) * (key.by == "funnel_stage")
    return (key.branded, CUTS.index(key.by), stage, key.label, key.value)
