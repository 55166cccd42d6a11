"""Who analyses and classifies: rules, or a model whose word is checked and which rules stand behind."""

import asyncio
import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from analyzer.analysis import ANALYZER_VERSION, Site, WebsiteAnalysis, analyse_website
from analyzer.classification import CLASSIFIER_VERSION, classify, names_brand
from analyzer.instructions import analysis_prompt, classification_prompt, repair_prompt
from analyzer.judged import Judged
from analyzer.llm import Complete, ModelUnavailable
from analyzer.proof import proven
from common.contracts.vocabulary import BrandName, Classification

LLM_VERSION = "llm-1"
M = TypeVar("M", bound=BaseModel)


class WebsiteAnalysisEngine(Protocol):
    """Reads what a business does out of its pages."""

    async def analyse(self, site: Site) -> Judged[WebsiteAnalysis]:
        """The analysis; ``NothingToRead`` where no page has text."""
        ...


class ClassificationEngine(Protocol):
    """Says what the prompts of one conversation are about."""

    async def classify(self, prompts: Sequence[str], brands: Sequence[BrandName]) -> Judged[list[Classification]]:
        """One classification for each prompt, in the order in which they are said."""
        ...


class DeterministicEngine:
    """Rules over the text itself: no key, no network, the same result every time."""

    async def analyse(self, site: Site) -> Judged[WebsiteAnalysis]:
        """See ``WebsiteAnalysisEngine``; in a thread, as a large site takes seconds."""
        return Judged(await asyncio.to_thread(analyse_website, site), ANALYZER_VERSION)

    async def classify(self, prompts: Sequence[str], brands: Sequence[BrandName]) -> Judged[list[Classification]]:
        """See ``ClassificationEngine``."""
        found = [classify(prompt, brands, before=prompts[:at]) for at, prompt in enumerate(prompts)]
        return Judged(found, CLASSIFIER_VERSION)


class Unusable(Exception):  # noqa: N818 - a finding about the model's answer
    """The model's answer, repaired once, is still not what was asked for."""


class Classifications(BaseModel):
    """What the model is asked for: one entry per prompt."""

    model_config = ConfigDict(frozen=True)

    prompts: list[Classification]


class LlmEngine:
    """A model's reading. Its JSON is validated, repaired at most once, and held against the site's own text.

    Where that fails, or takes longer than ``within_s`` seconds, the rules' result stands and the reason is recorded.
    """

    def __init__(self, complete: Complete, rules: DeterministicEngine, *, within_s: float = 20.0) -> None:
        self._complete = complete
        self._rules = rules
        self._within_s = within_s

    async def analyse(self, site: Site) -> Judged[WebsiteAnalysis]:
        """See ``WebsiteAnalysisEngine``."""
        fallback = await self._rules.analyse(site)
        try:
            async with asyncio.timeout(self._within_s):
                read = await self._asked(analysis_prompt(site, fallback.value), WebsiteAnalysis)
        except (Unusable, ModelUnavailable, TimeoutError) as error:
            return Judged(fallback.value, fallback.version, _why(error))
        return Judged(proven(read, site, fallback.value), LLM_VERSION)

    async def classify(self, prompts: Sequence[str], brands: Sequence[BrandName]) -> Judged[list[Classification]]:
        """See ``ClassificationEngine``. Whether a prompt is branded is a matter of its letters, not of judgement."""
        fallback = await self._rules.classify(prompts, brands)
        try:
            async with asyncio.timeout(self._within_s):
                read = await self._asked(classification_prompt(prompts), Classifications)
        except (Unusable, ModelUnavailable, TimeoutError) as error:
            return Judged(fallback.value, fallback.version, _why(error))
        if len(read.prompts) != len(prompts):
            reason = f"the model classified {len(read.prompts)} of {len(prompts)} prompts"
            return Judged(fallback.value, fallback.version, reason)
        checked = [_checked(each, prompt, brands) for each, prompt in zip(read.prompts, prompts, strict=True)]
        return Judged(checked, LLM_VERSION)

    async def _asked(self, prompt: str, shape: type[M]) -> M:
        answer = await self._complete(prompt)
        try:
            return _parsed(answer, shape)
        except ValidationError as error:
            fault = _faults(error)
        repaired = await self._complete(repair_prompt(answer, fault, shape))
        try:
            return _parsed(repaired, shape)
        except ValidationError as error:
            raise Unusable(f"not what was asked for, also after a repair: {_faults(error)}") from None


def _parsed(answer: str, shape: type[M]) -> M:
    """The JSON object in ``answer``, which models like to wrap in a code fence or a sentence."""
    found = re.search(r"\{.*\}", answer, re.DOTALL)
    return shape.model_validate_json(found[0] if found else answer)


def _faults(error: ValidationError) -> str:
    """The first faults as field and kind; never the values."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)[:5]
    return "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'the whole'}: {fault['type']}" for fault in faults)


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the model took too long"
    if isinstance(error, ModelUnavailable):
        return f"the model gave no answer ({error})"
    return f"the model's answer was {error}"


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
