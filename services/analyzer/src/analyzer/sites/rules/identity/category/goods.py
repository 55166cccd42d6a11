"""What a shop sells or a maker makes, and the words for a supplier of that."""

import re
from collections import defaultdict
from collections.abc import Iterator

from analyzer.sites.rules.identity.category.catalogue import goods_in
from analyzer.sites.rules.identity.category.model import Speaker, Statement
from analyzer.sites.rules.identity.category.phrases import Phrase, alike, phrase_at
from analyzer.sites.rules.identity.category.statements import PART
from analyzer.sites.rules.identity.hosts import letters
from analyzer.sites.rules.identity.support import supported
from analyzer.sites.rules.reading import Reading, Weighed, Witness
from common.contracts.vocabulary import BusinessKind
from common.english.nouns import singular

_ELISION = re.compile(r"^[aeiouyhàâéèêëîïôû]", re.IGNORECASE)
_LONGEST = 4
_PRODUCTS = ("Product", "ProductGroup", "ItemList", "OfferCatalog", "SoftwareApplication")
_WEAK = ("navigation", "breadcrumb", "front", "description")
"""Places where much else stands than goods: the taxonomy must know them as such."""
_WEIGHT = 0.75
"""How far goods that are well supported speak for a supplier of them."""


def find_goods(reading: Reading, speaker: Speaker) -> tuple[Weighed, ...]:
    """Goods in the site's words, the best supported first."""
    phrases: dict[str, Phrase] = {}
    told: list[Witness] = []
    for source, weight, url, text, said in _told(reading, speaker):
        phrase = phrase_at(said, speaker.words, speaker.drop)
        if phrase and not phrase.listed and len(phrase.core) <= _LONGEST and _is_goods(phrase, speaker):
            if source in _WEAK and not goods_in(" ".join(phrase.core), speaker.words.language):
                continue
            text_of_it = " ".join(phrase.core)
            phrases[text_of_it.casefold()] = phrase
            told.append(Witness(text_of_it, source, weight, url, text))
    told += list(_spoken(reading, told))
    return supported(
        told,
        lambda one, other: alike(phrases[one.casefold()], phrases[other.casefold()]),
        key=str.casefold,
        prefer=lambda text: 1.0,
    )[:5]


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
        if phrase and phrase.listed:
            yield Statement(phrase, "goods", weight * (0.8 if people and kind == "maker" else 1), first.url, first.text, family)


def filled(pattern: str, goods: str, speaker: Speaker) -> str:
    """A pattern with the goods in it, in the form that the pattern wants."""
    one = singular(goods) if speaker.words.language == "en" else goods
    of_many = f"d'{goods}" if _ELISION.match(goods) else f"de {goods}"
    dative = goods if re.search(r"[ns]$", goods) else f"{goods}n"
    return pattern.format(one=one, many=dative if "von" in pattern else goods, of_many=of_many)


def _is_goods(phrase: Phrase, speaker: Speaker) -> bool:
    words, text = speaker.words, " ".join(phrase.core).lower()
    if any(text in words.lists[name] for name in ("goods_not", "navigation", "not_looked_for", "praise")):
        return False
    if phrase.head in words.lists["not_looked_for"] | words.lists["goods_not"] or re.search(r"\d", text):
        return False
    return letters(text) not in {letters(name) for name in speaker.names}


def _told(reading: Reading, speaker: Speaker) -> Iterator[tuple[str, float, str, str, str]]:
    """(source, weight, page, text, what begins with goods)."""
    own = "|".join(re.escape(name) for name in speaker.names) or "(?!)"
    frames = [re.compile(says.replace("{own}", own), re.IGNORECASE) for _, says in speaker.words.frames]
    for line in reading.content("paragraph", "description", "item", "heading", "answer"):
        for frame in frames:
            for found in frame.finditer(line.text) if line.page_type != "blog" else ():
                yield "said", 0.45, line.url, line.text[:300], line.text[found.end() :]
    for url, item in reading.items(*_PRODUCTS):
        if item.category:
            last = re.split(r"\s*[>/»]\s*", item.category)[-1]
            yield "category", 0.5, url, item.category, last
    labels: defaultdict[str, str] = defaultdict(str)
    for page in reading.site.pages:
        for label in page.structure.navigation:
            labels[letters(label)] = labels[letters(label)] or label
        for crumb in page.structure.breadcrumbs[1:]:
            yield "breadcrumb", 0.35, page.url, crumb, crumb
    for page in reading.site.pages:
        parts = [part for part in PART.split(page.structure.full_title or page.title or "") if part]
        for part in (*parts, *page.headings[:3]):
            if page.page_type not in ("blog", "homepage", "about", "contact") and letters(part) in labels:
                yield "navigation", 0.4, page.url, part, part
        if page.page_type == "homepage":
            yield from (("front", 0.35, page.url, part, part) for part in parts)
        if page.page_type in ("homepage", "product") and page.meta_description:
            yield "description", 0.3, page.url, page.meta_description, page.meta_description


def _spoken(reading: Reading, told: list[Witness]) -> Iterator[Witness]:
    """How often the site speaks of what is told elsewhere."""
    for value in {each.value for each in told}:
        stem = re.compile(re.escape(re.sub(r"s$", "", value)), re.IGNORECASE)
        spoken = [page.url for page in reading.site.pages if stem.search(page.text)]
        share = len(spoken) / len(reading.site.pages)
        if share >= 0.4:
            yield Witness(value, "spoken", 0.35 * share, spoken[0], value)
