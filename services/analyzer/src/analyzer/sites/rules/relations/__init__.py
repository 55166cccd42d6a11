"""Every name on a site that is not its own, and what it is to the business."""

from analyzer.sites.rules.reading.known import Known
from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.relations.model import Competitor, Relations
from common.contracts.vocabulary import BrandName

__all__ = ["Competitor", "Relations", "find_relations"]


def find_relations(reading: Reading, name: BrandName, identity: Known) -> Relations:
    """The rivals that a site names, and its other names with their relation; the same site gives the same relations."""
    return Relations()
