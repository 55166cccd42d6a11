"""What is found of a business's substance."""

from dataclasses import dataclass

from common.contracts.vocabulary import Concern, Offering, Segment, SourcedText


@dataclass(frozen=True, slots=True)
class Substance:
    """What is offered, for whom and why; each list has the best supported first.

    ``markets`` are ISO 3166 codes of countries and ISO 4217 codes of currencies, only where the site states them.
    """

    offerings: tuple[Offering, ...] = ()
    features: tuple[SourcedText, ...] = ()
    segments: tuple[Segment, ...] = ()
    problems: tuple[Concern, ...] = ()
    objections: tuple[Concern, ...] = ()
    proof: tuple[SourcedText, ...] = ()
    value_propositions: tuple[SourcedText, ...] = ()
    markets: tuple[str, ...] = ()
