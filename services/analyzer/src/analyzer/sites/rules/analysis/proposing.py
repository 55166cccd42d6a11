"""What is proposed to a person as the category, with what is known of the whole site: its customers, its offerings."""

from collections.abc import Sequence

from analyzer.sites.rules.identity import Identity
from analyzer.sites.rules.reading import Witness
from analyzer.sites.rules.reading.prose import letters
from common.contracts.vocabulary import CategoryProposal, Offering, Segment

MOST = 5
_LED = 2
"""So many proposals stand before the first one that is an offering."""
OFFERED = 0.15
"""The score of a proposal that is what the business offers: many look for that, and nothing says who is looked for."""
_OWN_WORD = frozenset(("statement", "name", "structured"))
"""Kinds of witness in which a site says what it is."""
_LEAST_LETTERS = 4


def proposals(
    identity: Identity, segments: Sequence[Segment], offerings: Sequence[Offering]
) -> tuple[CategoryProposal, ...]:
    """The proposals, the best first, without those that name the customers, and with what is offered among them.

    A site for hotels speaks of hotels: that is whom it is for, unless it says of itself that it is one. Where nothing
    says what a business is, its offerings don't either: nothing is proposed.
    """
    if not identity.proposals:
        return ()
    own = {each.value.casefold() for each in identity.categories if _says_so(each.witnesses)}
    groups = [letters(each.text) for each in segments]
    kept = [each for each in identity.proposals if each.text.casefold() in own or not _is_customer(each, groups)]
    told = {letters(each.text) for each in kept}
    offered = [_offered(each) for each in offerings if not _known(letters(each.text), told)]
    return tuple((*kept[:_LED], *offered[:1], *kept[_LED:], *offered[1:])[:MOST])


def _says_so(witnesses: Sequence[Witness]) -> bool:
    return any(each.source in _OWN_WORD for each in witnesses)


def _is_customer(proposal: CategoryProposal, groups: Sequence[str]) -> bool:
    """Whether a proposal is one of the site's customer groups, or the last word of one."""
    forms = [letters(each) for each in (proposal.text, proposal.singular or "") if len(letters(each)) >= _LEAST_LETTERS]
    return any(group.endswith(form) for form in forms for group in groups)


def _known(offering: str, told: set[str]) -> bool:
    return any(offering in each or each in offering for each in told)


def _offered(offering: Offering) -> CategoryProposal:
    return CategoryProposal(text=offering.text, url=offering.url, evidence=offering.evidence, score=OFFERED)
