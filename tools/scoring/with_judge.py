"""The extraction with a model's opinion on top, as a reader of the gold corpus: what a judge adds, or takes away."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from analyzer.answers.judge import Judge, LlmJudge
from analyzer.answers.rules.states import announced
from analyzer.brands.rules.names import brand_id
from analyzer.extraction import Evidence, ReadState
from analyzer.settings import ModelAccess
from common.asking import Model, asking
from common.contracts.message import UnknownWord
from common.contracts.vocabulary import BrandState as AnnouncedState
from scoring.gold import Row
from scoring.measures import by_rules

_NOBODY = UUID(int=0)
_SIDE_BY_SIDE = 4


def judge_of(model: str, within_s: float = 60.0) -> Judge:
    """A judge that asks ``model``, with the key and the address that the service would use."""
    access = ModelAccess()
    ask = asking(Model(model, access.llm_api_key, access.llm_api_base, within_s))
    return LlmJudge(ask, model, within_s=within_s)


@dataclass(slots=True)
class Judgements:
    """The judged states of every row, and how often the judge was of use."""

    states: dict[str, Sequence[ReadState]] = field(default_factory=dict)
    fallbacks: Counter[str] = field(default_factory=Counter)
    opinions: int = 0
    differing: int = 0

    def __str__(self) -> str:
        reasons = "; ".join(f"{count} x {reason}" for reason, count in self.fallbacks.most_common(3)) or "none"
        said = f"{self.opinions} opinions were borne out by the answer, {self.differing} of them differ from the rules'"
        return f"The judge on {len(self.states)} answers: {said}. Left to the rules: {reasons}."


async def judge_rows(rows: Sequence[Row], judge: Judge) -> Judgements:
    """Have every row judged, a few side by side."""
    found = Judgements()
    slots = asyncio.Semaphore(_SIDE_BY_SIDE)

    async def one(row: Row) -> None:
        read = by_rules(row)
        told = [announced(brand_id(_NOBODY, state.brand), state, tracked=False) for state in read]
        async with slots:
            said = await judge.judge(row.answer, row.prompt or None, told)
        if said.fallback_reason is not None:
            found.fallbacks[said.fallback_reason.split(":")[0]] += 1
        given = [state.judgement for state in said.value if state.judgement is not None]
        found.opinions += len(given)
        found.differing += sum(bool(each.differs) for each in given)
        found.states[row.id] = [_with(*pair) for pair in zip(read, said.value, strict=True)]

    await asyncio.gather(*(one(row) for row in rows))
    return found


def _with(read: ReadState, judged: AnnouncedState) -> ReadState:
    """What the judge announced, in the words of a reading; a judge knows no others."""
    presence, belief = judged.presence, judged.belief
    assert not isinstance(presence, UnknownWord)
    assert not isinstance(belief, UnknownWord)
    spans = tuple(Evidence(each.start, each.end, each.text) for each in judged.evidence)
    return replace(read, presence=presence, belief=belief, sentiment=judged.sentiment, evidence=spans)
