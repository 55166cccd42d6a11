"""States out of what was found: one per brand, with its place, its rank, its evidence and its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.extraction.meaning.belief import strongest
from analyzer.extraction.meaning.sentiment import normalised
from analyzer.extraction.meaning.standings import Standing
from analyzer.extraction.model import BrandKind, Depth, Evidence, Ground, Presence, ReadState, States
from analyzer.extraction.naming.discovery.kinds import AROUND, keys_of, kind_of
from analyzer.extraction.naming.discovery.unlisted import Discovered
from analyzer.extraction.text.document import Document

_EVIDENCE_LIMIT = 8
_PRAISE: dict[Presence, float] = {"recommended": 1.0, "trusted": 0.8}
"""Valence of being recommended or vouched for, whatever the words: about that of one good word."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found about the brands of one answer. Owners number the listed brands first, then the discovered ones.

    ``ranks`` is the answer's own ranking, ``weight`` the weighted words of the whole answer.
    """

    document: Document
    depth: Depth
    listed: Sequence[str]
    discovered: Discovered
    standings: dict[int, Standing]
    ranks: dict[int, int]
    weight: float

    def name(self, owner: int) -> str:
        """The name of an owner."""
        return self.listed[owner] if owner < len(self.listed) else self.discovered.names[owner - len(self.listed)]


def states_of(found: Findings, ignored: tuple[ReadState, ...], *, discover: bool) -> States:
    """The states of all brands; ``ignored`` are those of the listed ones that are not named."""
    listed = len(found.listed)
    shown = (owner for owner in found.standings if discover or owner < listed)
    order = sorted(shown, key=lambda owner: (found.standings[owner].first, owner))
    places = {owner: place for place, owner in enumerate(order, 1)}
    kinds = _kinds(found, [found.listed[owner] for owner in order if owner < listed]) if discover else {}
    states = {owner: _state(found, owner, places, kinds.get(owner)) for owner in order}
    named = {owner: state for owner, state in states.items() if owner < listed}
    return States(ignored, named, tuple(state for owner, state in states.items() if owner >= listed))


def _kinds(found: Findings, named: Sequence[str]) -> dict[int, BrandKind]:
    """What each discovered name seems to be."""
    text, names = found.document.text, found.discovered.names
    around: dict[int, list[tuple[str, str]]] = {}
    for mention in found.discovered.mentions:
        before = text[max(0, mention.start - AROUND) : mention.start]
        around.setdefault(mention.owner, []).append((before, text[mention.end : mention.end + AROUND]))
    keys = {"".join(keys_of(name)) for name in (*named, *names)}
    return {owner: kind_of(names[owner - len(found.listed)], places, keys) for owner, places in around.items()}


def _state(found: Findings, owner: int, places: dict[int, int], kind: BrandKind | None) -> ReadState:
    standing = found.standings[owner]
    verdict = standing.verdict
    valence = standing.valence + _PRAISE.get(verdict.presence, 0.0)
    return ReadState(
        brand=found.name(owner),
        presence=verdict.presence,
        position=places[owner],
        rank=found.ranks.get(owner),
        belief=strongest(standing.belief),
        sentiment=normalised(valence) if found.depth == "full" else None,
        confidence=round(min(1.0, verdict.confidence * standing.certainty), 2),
        evidence=_evidence(found.document, standing),
        discovered=owner >= len(found.listed),
        compared_with=tuple(found.name(other) for other in verdict.compared_with if other in places),
        first_position=found.document.starts[standing.first],
        prominence=round(min(1.0, standing.words / found.weight), 3) if found.weight else None,
        co_mentions=tuple(found.name(other) for other in standing.beside if other != owner and other in places),
        kind=kind,
        ground=_ground(found.document, standing),
    )


def _ground(document: Document, standing: Standing) -> Ground:
    because = standing.verdict.because
    return Ground(because.kind, document.evidence(*because.span, marked=False) if because.span else None)


def _evidence(document: Document, standing: Standing) -> tuple[Evidence, ...]:
    decisive = (standing.verdict.start, standing.verdict.end)
    spans = [decisive, *(span for span in standing.sentences if span != decisive)]
    return tuple(document.evidence(start, end) for start, end in spans[:_EVIDENCE_LIMIT])
