"""A model's second opinion on how brands stand in an answer. Whether a brand is named is a matter of its letters: the
rules decide that, and prove it. The model only characterises, and each of its opinions needs words of the answer."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from analyzer.answers.rules.instructions import judging_prompt
from analyzer.brands.rules.names import normalized
from analyzer.shared.judged import Judged
from common.asking import TOLD_HERE, Ask, Unanswered, asked
from common.contracts.vocabulary import Belief, BrandState, EvidenceSpan, Ground, Judgement
from common.primitives.versions import derived_version

JUDGE_VERSION = derived_version(
    "judge-2", Path(__file__).parent / "rules" / "instructions.py", TOLD_HERE, Path(__file__)
)
MOST_LETTERS = 24_000
"""Longer answers are left to the rules: no provider's answer to a customer's prompt is that long."""


class Judge(Protocol):
    """Characterises the brands that an answer names."""

    version: str

    async def judge(
        self, answer: str, prompt: str | None, states: Sequence[BrandState]
    ) -> Judged[tuple[BrandState, ...]]:
        """The states with the judge's opinion, or as they are with the reason why there is none."""
        ...


class Opinion(BaseModel):
    """What the model says of one brand; ``quote`` is copied from the answer."""

    model_config = ConfigDict(frozen=True)

    brand: str
    presence: Literal["mentioned", "compared", "trusted", "recommended"]
    belief: Belief | None = None
    sentiment: float | None = Field(default=None, ge=-1, le=1)
    quote: str


class Opinions(BaseModel):
    """What the model is asked for: an entry per brand."""

    model_config = ConfigDict(frozen=True)

    brands: list[Opinion]


class LlmJudge:
    """A judge that asks a model once per answer, and takes no longer than ``within_s`` seconds."""

    def __init__(self, ask: Ask, model: str, *, within_s: float = 20.0) -> None:
        self._ask = ask
        self._within_s = within_s
        self.version = f"{JUDGE_VERSION}:{model}"

    async def judge(
        self, answer: str, prompt: str | None, states: Sequence[BrandState]
    ) -> Judged[tuple[BrandState, ...]]:
        """See ``Judge``. Nothing is asked about an answer that names nobody."""
        read = tuple(states)
        named = [state.brand for state in read if state.presence != "ignored"]
        if not named:
            return Judged(read, self.version)
        if len(answer) > MOST_LETTERS:
            return Judged(read, self.version, f"the answer is longer than {MOST_LETTERS} characters")
        said = await asked(self._ask, judging_prompt(answer, prompt, named), Opinions, within_s=self._within_s)
        if isinstance(said, Unanswered):
            return Judged(read, self.version, said.reason)
        return Judged(weighed(answer, read, said.brands, self.version), self.version)


def weighed(
    answer: str, states: Sequence[BrandState], opinions: Sequence[Opinion], engine: str
) -> tuple[BrandState, ...]:
    """Each state with the first opinion on it that the answer bears out; one without keeps the rules' reading.

    Pure. An opinion counts where the rules found the brand named, and its quote stands in the answer at a sentence
    that names it: a made-up quote, a brand that is not there, and a sentence about somebody else change nothing.
    """
    by_brand: dict[str, list[Opinion]] = {}
    for opinion in opinions:
        by_brand.setdefault(normalized(opinion.brand), []).append(opinion)
    return tuple(_weighed(answer, state, by_brand.get(normalized(state.brand), ()), engine) for state in states)


def _weighed(answer: str, state: BrandState, opinions: Sequence[Opinion], engine: str) -> BrandState:
    if state.presence == "ignored":
        return state
    for opinion in opinions:
        proof = _proof(answer, state, opinion.quote)
        if proof is not None:
            return _characterised(state, opinion, proof, engine)
    return state


def _characterised(state: BrandState, opinion: Opinion, proof: EvidenceSpan, engine: str) -> BrandState:
    sentiment = None if opinion.sentiment is None else round(opinion.sentiment, 2)
    said = {"presence": opinion.presence, "belief": opinion.belief, "sentiment": sentiment}
    judgement = Judgement(
        engine=engine,
        rules_presence=state.presence,
        rules_belief=state.belief,
        rules_sentiment=state.sentiment,
        differs=tuple(name for name, value in said.items() if _differs(name, getattr(state, name), value)),
    )
    evidence = (proof, *(span for span in state.evidence if span != proof))
    ground = Ground(kind="sentence")  # the model was told to quote what says so
    return state.model_copy(update={**said, "evidence": evidence, "ground": ground, "judgement": judgement})


def _differs(name: str, rules: object, said: object) -> bool:
    """Sentiments differ by their sign; within a tenth of nought is nought."""
    return (_sign(rules) != _sign(said)) if name == "sentiment" else rules != said


def _sign(sentiment: object) -> int | None:
    if not isinstance(sentiment, (int, float)):
        return None
    return 0 if abs(sentiment) < 0.1 else 1 if sentiment > 0 else -1


def _proof(answer: str, state: BrandState, quote: str) -> EvidenceSpan | None:
    """Where the quote stands in the answer, if that is where the brand is spoken of."""
    for start, end in _places(answer, quote):
        if any(start < span.end and span.start < end for span in state.evidence):
            return EvidenceSpan(start=start, end=end, text=answer[start:end])
    return None


def _places(answer: str, quote: str) -> list[tuple[int, int]]:
    """All places of a quote; its words count, not what stands between them: models copy marks and spaces badly."""
    words = re.findall(r"\w+", quote)
    if not words:
        return []
    spelled = r"\b" + r"[\W_]+".join(map(re.escape, words)) + r"\b"
    return [found.span() for found in re.finditer(spelled, answer)]
