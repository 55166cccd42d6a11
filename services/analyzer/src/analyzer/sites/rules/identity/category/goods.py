"""What a shop sells or a maker makes, and the words for a supplier of that."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from math import log10

from analyzer.sites.rules.identity.category.catalogue import goods_in, goods_named
from analyzer.sites.rules.identity.category.model import Speaker, Statement
from analyzer.sites.rules.identity.category.phrases import Phrase, alike, french, phrase_at
from analyzer.sites.rules.identity.category.statements import PART
from analyzer.sites.rules.identity.hosts import letters
from analyzer.sites.rules.identity.support import supported
from analyzer.sites.rules.reading import Reading, Weighed, Witness
from analyzer.sites.rules.reading.ordinary import rank_of
from common.contracts.vocabulary import BusinessKind
from common.english.nouns import singular

_ELISION = re.compile(r"^[aeiouyhàâéèêëîïôû]", re.IGNORECASE)
_LONGEST, _MOST_GOODS = 4, 5
_PRODUCTS = ("Product", "ProductGroup", "ItemList", "OfferCatalog", "SoftwareApplication")
_NOUNS, _MOST_NOUNS, _LEAST_LINES, _SHORTEST_NOUN = 0.5, 6, 4, 5
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
    told += list(_nouns(reading, speaker, phrases))
    told += list(_spoken(reading, told))
    found = supported(
        told,
        lambda one, other: alike(phrases[one.casefold()], phrases[other.casefold()]),
        key=str.casefold,
        prefer=lambda text: 1.0,
    )
    kept: list[Weighed] = []
    for each in found:
        same = [
            at
            for at, other in enumerate(kept)
            if alike(phrases[each.value.casefold()], phrases[other.value.casefold()]) == 1.0
        ]
        if not same:
            kept.append(each)
        elif speaker.words.compounds and len(each.value) > len(kept[same[0]].value):
            kept[same[0]] = replace(kept[same[0]], value=each.value)  # the longer form is the plural
    return tuple(kept[:_MOST_GOODS])


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
            yield Statement(
                phrase, "goods", weight * (0.8 if people and kind == "maker" else 1), first.url, first.text, family
            )


def filled(pattern: str, goods: str, speaker: Speaker) -> str:
    """A pattern with the goods in it, in the form that the pattern wants."""
    one = singular(goods) if speaker.words.language == "en" else goods
    many = " ".join(french(goods.split())) if speaker.words.head_first else goods
    of_many = f"d'{many}" if _ELISION.match(many) else f"de {many}"
    dative = re.sub(r"(ung|heit|keit|schaft)$", r"\1en", re.sub(r"(e|er|el)$", r"\1n", goods))
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


def _nouns(reading: Reading, speaker: Speaker, phrases: dict[str, Phrase]) -> Iterator[Witness]:
    """What the lists, tables and headings of the site are full of: single nouns, in German also what compounds end in,
    and in the other languages what the taxonomy knows as goods."""
    words = speaker.words
    lines: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, tuple[str, str]] = {}
    for line in reading.content("heading", "item", "row", "paragraph", "price", "structured", "title"):
        if line.page_type == "blog":
            continue
        for noun in _goods_of(line.text, speaker):
            lines[noun].add(line.text)
            first.setdefault(noun, (line.url, line.text[:300]))
    if words.compounds:
        for noun in list(lines):
            for longer in list(lines):
                if len(noun) > _SHORTEST_NOUN and longer != noun and longer.lower().endswith(noun.lower()):
                    lines[noun] |= lines[longer]
                elif longer.startswith(noun) and longer[len(noun) :].capitalize() in lines and longer != noun:
                    lines[longer] |= lines[noun]  # "Katzenstreu" where it also says "Katzen" and "Streu"
    best = sorted(lines, key=lambda noun: (-len(lines[noun]) * _special(noun, words.language), noun))[:_MOST_NOUNS]
    for noun in best:
        phrase = phrase_at(noun, words, speaker.drop)
        if (
            len(lines[noun]) >= _LEAST_LINES
            and phrase
            and not phrase.listed
            and not phrase.proper
            and _is_goods(phrase, speaker)
        ):
            text = " ".join(phrase.core)
            phrases.setdefault(text.casefold(), phrase)
            weight = _NOUNS * _special(noun, words.language) * len(lines[noun]) / len(lines[best[0]])
            yield Witness(text, "nouns", weight, *first[noun])


def _special(noun: str, language: str) -> float:
    """How little a noun is everybody's: 0 for the commonest words of the language, 1 for those that no list has."""
    ranks = [rank for word in noun.lower().split() if (rank := rank_of(word, language)) is not None]
    whole = len(ranks) == len(noun.split())
    return min(1.0, max(0.0, (log10(1 + max(ranks)) - 2.6) / 1.6)) if whole else 1.0


def _goods_of(text: str, speaker: Speaker) -> Iterator[str]:
    if not speaker.words.compounds:
        yield from goods_named(text, speaker.words.language)
        return
    for word in re.findall(r"(?<![.!?:] )(?<!^)\b[A-ZÄÖÜ][a-zäöüß]{4,}\b", text):
        if word.lower() not in speaker.small and not speaker.words.has("navigation", word):
            yield word
