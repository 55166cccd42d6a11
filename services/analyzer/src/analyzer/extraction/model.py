"""What goes in and what comes out: brand names, evidence, brand states."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, overload

from common.primitives.versions import derived_version

Presence = Literal["ignored", "mentioned", "compared", "trusted", "recommended"]
Belief = Literal["truth", "superiority", "outcome", "transaction", "identity", "social_proof"]
BrandKind = Literal["rival", "product", "marketplace", "media", "person", "place"]
GroundKind = Literal["sentence", "list", "heading", "question", "table"]
"""What makes a presence: the evidence alone, or with it what heads its list, a heading, the question, its table."""
Depth = Literal["full", "rank", "mention"]
"""How deep the rules read a language: everything; mentions, ranks and plain advice; mentions only."""

EXTRACTOR_VERSION = derived_version(
    "rules-9",
    Path(__file__).parent,
    without=("filter.py",),
    distributions=("ahocorasick-rs", "numpy", "py3langid", "symspellpy", "tldextract"),
)
"""Another one whenever the same answer could be read differently; every stored state carries it."""


@dataclass(frozen=True, slots=True)
class WantedBrand:
    """A brand to look for. Aliases are other names of it; domains are hosts without scheme, for example ``box.com``.

    With ``exact_case`` a name counts only in the case in which it is listed. ``excluded`` are words and phrases that
    never mean it ("apple pie" for Apple), whatever stands around them.
    """

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    exact_case: bool = False
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of the answer in Unicode code points: ``answer[start:end] == text``, always."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the first evidence of a state proves its presence.

    ``evidence`` is the lead-in, heading or table without which it would not; None for ``sentence``, which says so
    alone, and for ``question``, which stands in the prompt.
    """

    kind: GroundKind
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ReadState:
    """How one brand stands in one answer.

    ``position`` is the 1-based order of first mention among the brands of the answer, ``rank`` the answer's own ranking
    (None where it ranks nothing), ``sentiment`` lies in -1..1 and ``confidence`` in 0..1. An ``ignored`` brand has no
    position, rank, belief, sentiment or evidence. The first evidence is the span that decided ``presence``, ``ground``
    what else it took; None where the brand is ``ignored``.

    ``first_position`` is the offset of the first mention in code points, ``co_mentions`` are the brands named in a
    sentence with this one. ``prominence`` is the position-adjusted share of the answer's words that stand in sentences
    naming the brand, 0..1 (Aggarwal et al. 2024, "GEO: Generative Engine Optimization": a sentence of w words at place
    i of n counts w * exp(-i/n)); brands share sentences, so prominences don't add up to 1.
    ``kind`` is what a discovered name seems to be; None for a listed brand.
    """

    brand: str
    presence: Presence
    position: int | None
    rank: int | None
    belief: Belief | None
    sentiment: float | None
    confidence: float
    evidence: tuple[Evidence, ...]
    discovered: bool
    compared_with: tuple[str, ...] = ()
    first_position: int | None = None
    prominence: float | None = None
    co_mentions: tuple[str, ...] = ()
    kind: BrandKind | None = None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that the answer gives: a link, an address, an entry of a source list, who is said to say something.

    ``host`` is the host of its address, empty where it is named without one. ``brand`` is the listed brand that it is
    or whose site it is, or None. ``name`` is what the answer calls it; None for an address alone. ``start`` and ``end``
    are where it stands first, in code points of the answer.
    """

    host: str
    brand: str | None
    name: str | None = None
    start: int = 0
    end: int = 0


class States(Sequence[ReadState]):
    """The states of one answer: one of each listed brand in the caller's order, then the discovered ones by position.

    Most of ten thousand brands are not named in an answer: theirs were made when
    the brands were compiled, and are shared, not copied.
    """

    __slots__ = ("_discovered", "_ignored", "_named")

    def __init__(
        self,
        ignored: tuple[ReadState, ...] = (),
        named: Mapping[int, ReadState] | None = None,
        discovered: tuple[ReadState, ...] = (),
    ) -> None:
        """``named`` are the listed brands that the answer names, by their index in ``ignored``."""
        self._ignored, self._named, self._discovered = ignored, named or {}, discovered

    def __len__(self) -> int:
        return len(self._ignored) + len(self._discovered)

    @overload
    def __getitem__(self, index: int) -> ReadState: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ReadState, ...]: ...
    def __getitem__(self, index: int | slice) -> ReadState | tuple[ReadState, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        at = range(len(self))[index]
        listed = len(self._ignored)
        return self._discovered[at - listed] if at >= listed else self._named.get(at) or self._ignored[at]

    def __iter__(self) -> Iterator[ReadState]:
        named = self._named
        for at, state in enumerate(self._ignored):
            yield named.get(at, state)
        yield from self._discovered

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, (States, tuple)) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read in one answer.

    ``language`` is an ISO 639-1 code, or ``und``; ``depth`` says what is read in it (see ``languages``).
    """

    states: States
    refusal: bool
    extractor_version: str
    language: str = "und"
    depth: Depth = "full"
    citations: tuple[Citation, ...] = ()
