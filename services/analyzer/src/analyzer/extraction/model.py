"""What goes in and what comes out: brand names, evidence, brand states."""

from dataclasses import dataclass
from typing import Literal

from analyzer.extraction.languages import Depth

Presence = Literal["ignored", "mentioned", "compared", "trusted", "recommended"]
Belief = Literal["truth", "superiority", "outcome", "transaction", "identity", "social_proof"]

# Goes up whenever the same answer could be read differently; every stored state carries it.
EXTRACTOR_VERSION = "rules-3"


@dataclass(frozen=True, slots=True)
class BrandName:
    """A brand to look for. Aliases are other names of it; domains are hosts without scheme, for example ``box.com``.

    With ``exact_case`` a name counts only in the case in which it is listed.
    """

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    exact_case: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of the answer in Unicode code points: ``answer[start:end] == text``, always."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class BrandState:
    """How one brand stands in one answer.

    ``position`` is the 1-based order of first mention among the brands of the answer, ``rank`` the answer's own ranking
    (None where it ranks nothing), ``sentiment`` lies in -1..1 and ``confidence`` in 0..1. An ``ignored`` brand has no
    position, rank, belief, sentiment or evidence. The first evidence is the span that decided ``presence``.

    ``first_position`` is the offset of the first mention in code points, ``co_mentions`` are the brands named in a
    sentence with this one. ``prominence`` is the position-adjusted share of the answer's words that stand in sentences
    naming the brand, 0..1 (Aggarwal et al. 2024, "GEO: Generative Engine Optimization": a sentence of w words at place
    i of n counts w * exp(-i/n)); brands share sentences, so prominences don't add up to 1.
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


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that the answer gives: a link's target, or a host in a footnote or a source list. No mention.

    ``brand`` is the listed brand whose site it is, or None.
    """

    host: str
    brand: str | None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All states of one answer: listed brands in the caller's order, then the discovered ones by position.

    ``language`` is an ISO 639-1 code, or ``und``; ``depth`` says what is read in it (see ``languages``).
    """

    states: tuple[BrandState, ...]
    refusal: bool
    extractor_version: str
    language: str = "und"
    depth: Depth = "full"
    citations: tuple[Citation, ...] = ()
