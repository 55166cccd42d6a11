"""One answer read under an organisation's decisions: what is looked for, and how each brand stands in it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from analyzer.answers.judge import Judge
from analyzer.answers.rules.states import announced
from analyzer.brands.rules.curation import Curation
from analyzer.extraction import EXTRACTOR_VERSION, Extraction, compile_brands, extract_compiled
from common.contracts.answer import AnswerContext
from common.contracts.vocabulary import BrandName, BrandState


@dataclass(frozen=True, slots=True)
class Reading:
    """What one answer says, and the version under which it was read."""

    version: str
    extraction: Extraction
    states: tuple[BrandState, ...]
    fallback_reason: str | None = None


class Reader:
    """Reads answers in which the same brands are looked for. Where there is a judge, it is asked about each."""

    def __init__(self, curation: Curation, listed: Sequence[BrandName], judge: Judge | None = None) -> None:
        pairs = curation.wanted(listed)
        self._curation = curation
        self._ids = {brand.name: own for own, brand in pairs}
        self._tracked = {curation.id_of(brand.name) for brand in listed if brand.tracked}
        self._brands = compile_brands([brand for _, brand in pairs])
        self._judge = judge
        self.version = curation.version(f"{EXTRACTOR_VERSION}/{judge.version}" if judge else EXTRACTOR_VERSION)

    def read(self, text: str, prompt: str | None, answerer: str = "") -> Reading:
        """One answer to ``prompt``. A listed brand that is not named is ``ignored``: substitution rests on it.

        ``answerer``: the provider and the model that answered; what it is called is not discovered.
        """
        extraction = extract_compiled(text, self._brands, prompt=prompt, discover=True, answerer=answerer)
        return Reading(self._curation.version(EXTRACTOR_VERSION), extraction, self._states(extraction))

    async def judged(self, reading: Reading, text: str, prompt: str | None) -> Reading:
        """A reading of ``text`` with the judge's opinion, where there is a judge and something to judge.

        One that the judge said nothing of keeps the rules' version: reading the answer again asks it anew.
        """
        if self._judge is None or reading.extraction.refusal:
            return reading
        said = await self._judge.judge(text, prompt, reading.states)
        if said.fallback_reason is not None:
            return replace(reading, fallback_reason=said.fallback_reason)
        return replace(reading, version=self.version, states=said.value)

    def _states(self, extraction: Extraction) -> tuple[BrandState, ...]:
        found: dict[UUID, BrandState] = {}
        for state in extraction.states:
            own = self._ids.get(state.brand) or self._curation.id_of(state.brand)
            unwanted = state.discovered and self._curation.is_rejected(own)
            if own not in found and not unwanted:
                found[own] = announced(own, state, tracked=own in self._tracked)
        return tuple(found.values())


def answerer(context: AnswerContext) -> str:
    """Who answered, in the words of the provider."""
    return f"{context.provider} {context.actual_model}"


Asked = tuple[Reader, str, str | None, str]
"""Who reads, the answer, the prompt that it answers, and who answered: the provider and the model."""


async def read_together(asked: Sequence[Asked]) -> list[Reading]:
    """Several answers: by the rules in one thread, one after the other; a judge is asked about them side by side."""
    found = await asyncio.to_thread(lambda: [reader.read(text, prompt, by) for reader, text, prompt, by in asked])
    judging = (reader.judged(one, text, prompt) for (reader, text, prompt, _), one in zip(asked, found, strict=True))
    return await asyncio.gather(*judging)
