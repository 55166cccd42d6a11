"""What the slots of a frame hold for one customer: the category with the town, a finding, the names."""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

from common.contracts.vocabulary import SourcedText
from common.english.nouns import is_mass, plural, split_head
from simulator.plans.rules.customers.profiles import IdealCustomer, Understanding
from simulator.plans.rules.findings.stock import Finding
from simulator.plans.rules.languages.grammar import agreed, capitalized, elided, sentence_start, with_article
from simulator.plans.rules.languages.pack import Frame

Slots = dict[str, str]


def market_slots(site: Understanding, customer: IdealCustomer) -> Slots:
    """Whom to ask for: ``many`` and ``a_one`` with the customer's town, ``plain`` and ``a_plain`` without."""
    market, pack = site.market, site.pack
    town = customer.town.text if customer.town else None
    many = market.in_town(market.many, town, pack)
    slots = {"many": many, "Many": capitalized(many), "plain": market.many, "Plain": capitalized(market.many)}
    if market.a_one is not None:
        slots |= {"a_plain": market.a_one, "a_one": market.in_town(market.a_one, town, pack)}
    return slots | ({"town": town} if town is not None else {})


def finding_slots(finding: Finding, site: Understanding) -> Slots:
    """A finding as its shape is said: a phrase with and without article, or a sentence and how it goes on."""
    if finding.shape in ("thing", "trouble", "segment"):
        return phrase_slots(finding.shape, finding.text, site)
    name = "said" if finding.shape == "problem" else finding.shape
    return {name: finding.text, f"{name}_lower": sentence_start(finding.text, site.pack.language)}


def phrase_slots(name: str, phrase: str, site: Understanding) -> Slots:
    """A noun phrase; English goods stand in the plural, or with an article."""
    if name == "segment" and site.pack.names("phrases", "somebody", phrase):
        return {name: phrase, "Segment": capitalized(phrase), "people": phrase}  # who can be asked and buys
    if site.pack.language != "en":
        return {name: phrase, capitalized(name): capitalized(phrase), f"a_{name}": phrase}
    if name != "thing" or site.market.sector.of in ("service", "venue", "cause") or is_mass(split_head(phrase)[1]):
        return {
            name: phrase,
            capitalized(name): capitalized(phrase),
            f"a_{name}": phrase,
        }  # what is done is not counted
    told, article = plural(phrase), with_article(phrase, "en", site.pack.words["grammar"])
    return {name: told, capitalized(name): capitalized(told), f"a_{name}": article or phrase}


def has_words(template: str, slots: Mapping[str, str]) -> bool:
    """Whether every slot of a template can be filled."""
    return all(name in slots for _, name, _, _ in Formatter().parse(template) if name)


def filled(template: str, slots: Mapping[str, str], site: Understanding) -> str:
    """A template in words."""
    language, grammar = site.pack.language, site.pack.words["grammar"]
    return elided(agreed(template, site.market.gender, grammar).format_map(slots), language)


def two_voices(frame: Frame, finding: Finding, voice: Mapping[str, Any]) -> bool:
    """A frame that says we around a finding that says I, or the other way round."""
    other = {"we": "alone", "I": "together"}.get(frame.voice or "")
    return other is not None and re.search(voice[other], finding.text, re.IGNORECASE) is not None


def names_town(text: str, town: SourcedText | None) -> bool:
    """Whether a text says the customer's town."""
    return town is not None and re.search(rf"(?<!\w){re.escape(town.text)}(?!\w)", text, re.IGNORECASE) is not None
