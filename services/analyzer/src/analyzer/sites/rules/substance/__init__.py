"""What a business offers, for whom, against what trouble, and what speaks for it."""

from analyzer.sites.rules.reading.known import Known
from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.substance.model import Substance
from analyzer.sites.rules.substance.offerings import find_offerings
from analyzer.sites.rules.substance.places import spots
from analyzer.sites.rules.substance.vocabulary import vocabulary

__all__ = ["Substance", "find_substance"]


def find_substance(reading: Reading, identity: Known) -> Substance:
    """The substance of a business as its site tells it; the same site gives the same substance."""
    words = vocabulary(reading.language[:2])
    told = spots(reading, words)
    return Substance(offerings=find_offerings(reading, told, identity, words))
