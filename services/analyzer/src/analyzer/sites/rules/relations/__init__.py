"""Every name on a site that is not its own, and what it is to the business."""

from analyzer.sites.rules.reading.known import Known
from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.relations.contexts import Contexts
from analyzer.sites.rules.relations.deciding import decided
from analyzer.sites.rules.relations.model import Competitor, Relations
from analyzer.sites.rules.relations.names import Names
from analyzer.sites.rules.relations.saying import Own
from analyzer.sites.rules.relations.vocabulary import vocabulary
from common.contracts.vocabulary import BrandName

_WORDS_OF_A_NAME = 2
"""A home page whose title is so short bears the site's name."""

__all__ = ["Competitor", "Relations", "find_relations"]


def find_relations(reading: Reading, name: BrandName, identity: Known) -> Relations:
    """The rivals that a site names, and its other names with their relation; the same site gives the same relations."""
    words = vocabulary(reading.language[:2])
    title = reading.site.home.title or ""
    titled = (title,) if len(title.split()) <= _WORDS_OF_A_NAME else ()
    publishes = identity.kind == "publisher"
    own = Own.of((name.name, *name.aliases, *name.domains, *titled), publishes=publishes)
    names = Names(reading, words)
    return decided(reading, Contexts(reading, names, words, own), names, words, identity)
