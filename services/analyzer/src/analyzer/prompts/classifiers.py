"""Who classifies prompts: rules, or a model whose word is checked and which rules stand behind."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from analyzer.prompts.rules.classification import CLASSIFIER_VERSION, classify, names_brand
from analyzer.prompts.rules.instructions import classification_prompt
from analyzer.shared.judged import Judged
from common.asking import TOLD_HERE, Ask, Unanswered, asked
from common.contracts.vocabulary import BrandName, Classification
from common.primitives.versions import derived_version

MODEL_VERSION = derived_version("llm-2", Path(__file__).parent / "rules", TOLD_HERE, Path(__file__))
"""The version of what a model reads of prompts: what it is told, and how its word is checked."""


class PromptClassifier(Protocol):
    """Says what the prompts of one conversation are about."""

    async def classify(self, prompts: Sequence[str], brands: Sequence[BrandName]) -> Judged[list[Classification]]:
        """One classification for each prompt, in the order in which they are said."""
        ...


class RuleClassifier:
    """Rules over the text itself: no key, no network, the same result every time."""

    async def classify(self, prompts: Sequence[str], brands: Sequence[BrandName]) -> Judged[list[Classification]]:
        """See ``PromptClassifier``."""
        found = [classify(prompt, brands, before=prompts[:at]) for at, prompt in enumerate(prompts)]
        return Judged(found, CLASSIFIER_VERSION)


class Classifications(BaseModel):
    """What the model is asked for: one entry per prompt."""

    model_config = ConfigDict(frozen=True)

    prompts: list[Classification]


class ModelClassifier:
    """A model's reading. Its JSON is validated and repaired at most once.

    Where that fails, or takes longer than ``within_s`` seconds, the rules' result stands and the reason is recorded.
    """

    def __init__(self, ask: Ask, rules: RuleClassifier, *, within_s: float = 20.0) -> None:
        self._ask = ask
        self._rules = rules
        self._within_s = within_s

    async def classify(self, prompts: Sequence[str], brands: Sequence[BrandName]) -> Judged[list[Classification]]:
        """See ``PromptClassifier``. Whether a prompt is branded is a matter of its letters, not of judgement."""
        fallback = await self._rules.classify(prompts, brands)
        read = await asked(self._ask, classification_prompt(prompts), Classifications, within_s=self._within_s)
        if isinstance(read, Unanswered):
            return Judged(fallback.value, fallback.version, read.reason)
        if len(read.prompts) != len(prompts):
            reason = f"the model classified {len(read.prompts)} of {len(prompts)} prompts"
            return Judged(fallback.value, fallback.version, reason)
        checked = [_checked(each, prompt, brands) for each, prompt in zip(read.prompts, prompts, strict=True)]
        return Judged(checked, MODEL_VERSION)


def _checked(read: Classification, prompt: str, brands: Sequence[BrandName]) -> Classification:
    cues = tuple(cue for cue in read.cues if cue.lower() in prompt.lower())
    changes = {
        "branded": names_brand(prompt, brands),
        "buying_signal": round(read.buying_signal, 2),
        "trust_need": round(read.trust_need, 2),
        "confidence": round(read.confidence, 2),
        "cues": cues,
    }
    return read.model_copy(update=changes)
