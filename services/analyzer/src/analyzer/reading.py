"""One answer read under an organisation's decisions: what is looked for, and how each brand stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from analyzer.brands import announced
from analyzer.curation import Curation
from analyzer.extraction import EXTRACTOR_VERSION, Extraction, compile_panel, extract_panel
from common.contracts.vocabulary import BrandName, BrandState


@dataclass(frozen=True, slots=True)
class Reading:
    """What one answer says, and the version under which it was read."""

    version: str
    extraction: Extraction
    states: tuple[BrandState, ...]


class Reader:
    """Reads answers in which the same brands are looked for."""

    def __init__(self, curation: Curation, listed: Sequence[BrandName]) -> None:
        pairs = curation.wanted(listed)
        self._curation = curation
        self._ids = {brand.name: own for own, brand in pairs}
        self._tracked = {curation.id_of(brand.name) for brand in listed if brand.tracked}
        self._panel = compile_panel([brand for _, brand in pairs])
        self.version = curation.version(EXTRACTOR_VERSION)

    def read(self, text: str, prompt: str | None) -> Reading:
        """One answer to ``prompt``. A listed brand that is not named is ``ignored``: substitution rests on it."""
        extraction = extract_panel(text, self._panel, prompt=prompt, discover=True)
        return Reading(self.version, extraction, self._states(extraction))

    def _states(self, extraction: Extraction) -> tuple[BrandState, ...]:
        found: dict[UUID, BrandState] = {}
        for state in extraction.states:
            own = self._ids.get(state.brand) or self._curation.id_of(state.brand)
            unwanted = state.discovered and self._curation.is_rejected(own)
            if own not in found and not unwanted:
                found[own] = announced(own, state, tracked=own in self._tracked)
        return tuple(found.values())
