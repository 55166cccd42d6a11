"""What a business offers, for whom, against what trouble, and what speaks for it."""

from analyzer.sites.rules.reading.known import Known
from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.substance.model import Substance

__all__ = ["Substance", "find_substance"]


def find_substance(reading: Reading, identity: Known) -> Substance:
    """The substance of a business as its site tells it; the same site gives the same substance."""
    return Substance()
