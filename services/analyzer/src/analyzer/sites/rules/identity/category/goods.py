"""What a shop sells or a maker makes, and the words for a supplier of that."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from analyzer.sites.rules.identity.category.catalogue import NAMED, entry, goods_in, heard
from analyzer.sites.rules.identity.category.forms import alike, french
from analyzer.sites.rules.identity.category.model import Speaker, Statement
from analyzer.sites.rules.identity.category.nouns import frequent, is_goods
from analyzer.sites.rules.identity.category.phrases import Phrase, phrase_at
from analyzer.sites.rules.identity.category.statements import PART
from analyzer.sites.rules.identity.support import supported
from analyzer.sites.rules.reading import Line, Reading, Weighed, Witness
from analyzer.sites.rules.reading.prose import letters
from common.contracts.vocabulary import BusinessKind
from common.english.nouns import singular

_ELISION = re.compile(r"^[aeiouyhàâéèêëîïôû]", re.IGNORECASE)
_LONGEST, _MOST_GOODS = 4, 5
_PRODUCTS = ("Product", "ProductGroup", "ItemList", "OfferCatalog", "SoftwareApplication")
_WEAK = ("navigation", "breadcrumb", "front", "description")
"""Places where much else stands than goods: the taxonomy must know them as such."""
_APPOSED = re.compile(r"^(?:[A-ZÀ-Þ][\w'’.-]*\s?){1,4}, (?P<goods>(?:an? |une? )?[A-Za-zÀ-ÿ][^,.;:!?]{3,40})$")
_APPOSED_WEIGHT = 0.4
_WEIGHT = 0.75
"""How far goods that are well supported speak for a supplier of them."""
_OF_TOPIC, _LEAST_SAID = 0.35, 5
"""How far the trade of which a site speaks most is what its magazine is for; and in how many lines at least."""
_OF_MAKER = 0.8
"""What is left of that where people look for the goods and not for their maker."""


class Spot(NamedTuple):
    """A place that may begin with goods."""

    source: str
    weight: float
    url: str
    text: str
    begins: str


def find_goods(reading: Reading, speaker: Speaker) -> tuple[Weighed, ...]:
    """Goods in the site's words, the best supported first."""
    phrases: dict[str, Phrase] = {}
    told: list[Witness] = []
    for spot in _told(reading, speaker):
        phrase = phrase_at(spot.begins, speaker.words, speaker.drop)
        if phrase and len(phrase.core) <= _LONGEST and is_goods(phrase, speaker):
            name = " ".join(phrase.core)
            if spot.source not in _WEAK or goods_in(name, speaker.words.language):
                phrases[name.casefold()] = phrase
                told.append(Witness(name, spot.source, spot.weight, spot.url, spot.text))
    for noun in frequent(reading, speaker):
        phrases.setdefault(noun.name.casefold(), noun.phrase)
        told.append(Witness(noun.name, "nouns", noun.weight, noun.url, noun.text))
    told += list(_spoken(reading, told))
    found = supported(
        told,
        lambda one, other: alike(phrases[one.casefold()], phrases[other.casefold()]),
        key=str.casefold,
        prefer=lambda text: 1.0,
    )
    return tuple(_each_once(found, phrases, speaker)[:_MOST_GOODS])


def _each_once(found: tuple[Weighed, ...], phrases: dict[str, Phrase], speaker: Speaker) -> list[Weighed]:
    """Goods without their other spellings; of a German singular and its plural, which is longer, the plural stays."""
    kept: list[Weighed] = []
    for each in found:
        phrase = phrases[each.value.casefold()]
        same = [at for at, other in enumerate(kept) if alike(phrase, phrases[other.value.casefold()]) == 1.0]
        if not same:
            kept.append(each)
        elif speaker.words.compounds and len(each.value) > len(kept[same[0]].value):
            kept[same[0]] = replace(kept[same[0]], value=each.value)
    return kept


def suppliers(goods: tuple[Weighed, ...], kind: BusinessKind, speaker: Speaker, *, people: bool) -> Iterator[Statement]:
    """Words for who sells or makes the goods that are best supported. What ``people`` buy of its maker is looked for
    by the goods themselves."""
    for place, each in enumerate(goods[:3]):
        pattern = speaker.words.made["shop_of" if kind == "shop" else "maker_of"][0]
        phrase = phrase_at(filled(pattern, each.value, speaker), speaker.words)
        weight = _WEIGHT * each.strength * (0.9**place)
        first, family = each.witnesses[0], f"goods={each.value.casefold()}"
        if kind == "maker" and people:
            own = Phrase(tuple(each.value.split()), each.value.lower(), listed=True, kind=kind)
            yield Statement(own, "goods", weight, first.url, first.text, family)
            weight *= _OF_MAKER
        if phrase and phrase.listed:
            yield Statement(phrase, "goods", weight, first.url, first.text, family)


def of_topic(reading: Reading, kind: BusinessKind, speaker: Speaker) -> Iterator[Statement]:
    """A magazine or a marketplace for the trade of which the site speaks most: what it may be called, where it says
    only that it is one."""
    lines: defaultdict[str, list[Line]] = defaultdict(list)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in reading.content():
        for row, name in {
            (each.row, each.term) for each in heard(line.text, speaker.words.language) if each.strength >= NAMED
        }:
            lines[row].append(line)
            names[row][name] += 1
    patterns = speaker.words.made.get(f"{kind}_of", ("", ""))
    best = sorted(lines, key=lambda row: (-len(lines[row]), row))
    others = [row for row in best if (told := entry(row, speaker.words.language)) and told.kind != kind]
    for row in others[:1] if patterns[0] else ():
        trade, first = names[row].most_common(1)[0][0], lines[row][0]
        phrase = phrase_at(filled(patterns[0], trade, speaker), speaker.words)
        if phrase and phrase.listed and len(lines[row]) >= _LEAST_SAID:
            yield Statement(phrase, "goods", _OF_TOPIC, first.url, first.text[:300], f"goods={trade}")


def filled(pattern: str, goods: str, speaker: Speaker) -> str:
    """A pattern with the goods in it, in the form that the pattern wants."""
    one = singular(goods) if speaker.words.language == "en" else goods
    many = " ".join(french(goods.split())) if speaker.words.head_first else goods
    of_many = f"d'{many}" if _ELISION.match(many) else f"de {many}"
    dative = re.sub(r"(ung|heit|keit|schaft)$", r"\1en", re.sub(r"(e|er|el)$", r"\1n", goods))
    return pattern.format(one=one, many=dative if "von" in pattern else goods, of_many=of_many)


def _told(reading: Reading, speaker: Speaker) -> Iterator[Spot]:
    yield from _said(reading, speaker)
    yield from _apposed(reading)
    for url, item in reading.items(*_PRODUCTS):
        if item.category:
            yield Spot("category", 0.5, url, item.category, re.split(r"\s*[>/»]\s*", item.category)[-1])
    labels = {letters(label) for page in reading.site.pages for label in page.structure.navigation}
    for page in reading.site.pages:
        yield from (Spot("breadcrumb", 0.35, page.url, crumb, crumb) for crumb in page.structure.breadcrumbs[1:])
        parts = [part for part in PART.split(page.structure.full_title or page.title or "") if part]
        if page.page_type not in ("blog", "homepage", "about", "contact"):
            shelves = (part for part in (*parts, *page.headings[:3]) if letters(part) in labels)
            yield from (Spot("navigation", 0.4, page.url, part, part) for part in shelves)
        if page.page_type == "homepage":
            yield from (Spot("front", 0.35, page.url, part, part) for part in parts)
        if page.page_type in ("homepage", "product") and page.meta_description:
            yield Spot("description", 0.3, page.url, page.meta_description, page.meta_description)


def _said(reading: Reading, speaker: Speaker) -> Iterator[Spot]:
    own = "|".join(re.escape(name) for name in speaker.names) or "(?!)"
    frames = [re.compile(says.replace("{own}", own), re.IGNORECASE) for _, says in speaker.words.frames]
    for line in reading.content("paragraph", "description", "item", "heading", "answer"):
        for frame in frames if line.page_type != "blog" else ():
            for found in frame.finditer(line.text):
                yield Spot("said", 0.45, line.url, line.text[:300], line.text[found.end() :])


def _apposed(reading: Reading) -> Iterator[Spot]:
    """Models with what they are behind a comma, where several headings are made so: "The Sizun, a sorter"."""
    found = [
        Spot("apposed", _APPOSED_WEIGHT, line.url, line.text, told["goods"])
        for line in reading.content("heading", "item", "term")
        if line.page_type != "blog" and (told := _APPOSED.match(line.text))
    ]
    yield from found if len({spot.text for spot in found}) > 1 else ()


def _spoken(reading: Reading, told: list[Witness]) -> Iterator[Witness]:
    """How often the site speaks of what is told elsewhere."""
    for value in dict.fromkeys(each.value for each in told):
        stem = re.compile(re.escape(re.sub(r"s$", "", value)), re.IGNORECASE)
        spoken = [page.url for page in reading.site.pages if stem.search(page.text)]
        share = len(spoken) / len(reading.site.pages)
        if share >= 0.4:
            yield Witness(value, "spoken", 0.35 * share, spoken[0], value)
