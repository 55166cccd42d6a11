"""What a business offers, for whom, against what trouble, and what speaks for it."""

from analyzer.sites.rules.reading.known import Known
from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.reading.prose import letters
from analyzer.sites.rules.substance.advantages import find_features, find_proof, find_value_propositions
from analyzer.sites.rules.substance.concerns import find_objections, find_problems
from analyzer.sites.rules.substance.markets import find_markets
from analyzer.sites.rules.substance.model import Substance
from analyzer.sites.rules.substance.offerings import Choice
from analyzer.sites.rules.substance.offerings.runs import runs_of
from analyzer.sites.rules.substance.phrases import key_of
from analyzer.sites.rules.substance.places import spots
from analyzer.sites.rules.substance.segments import find_segments
from analyzer.sites.rules.substance.topics import Topics
from analyzer.sites.rules.substance.vocabulary import vocabulary

__all__ = ["Substance", "find_substance"]


def find_substance(reading: Reading, identity: Known) -> Substance:
    """The substance of a business as its site tells it; the same site gives the same substance."""
    words = vocabulary(reading.language[:2])
    told = spots(reading, words)
    own = frozenset(key for each in (identity.name.name, *identity.name.aliases) if len(key := letters(each)) > 2)
    segments = find_segments(reading, told, words)
    groups = frozenset(key_of(each.text) for each in segments)
    topics, runs = Topics(told, words), list(runs_of(told))
    offerings = Choice(reading, identity, words, topics).offerings(told, runs, groups)
    offers = frozenset(key_of(each.text) for each in offerings)
    features = find_features(told, runs, offers, topics, words)
    return Substance(
        offerings=offerings,
        features=features,
        segments=segments,
        problems=find_problems(told, own, topics, words),
        objections=find_objections(reading, told, own, words),
        proof=find_proof(told, words),
        value_propositions=find_value_propositions(told, topics, words, features),
        markets=find_markets(reading, told, words),
    )
