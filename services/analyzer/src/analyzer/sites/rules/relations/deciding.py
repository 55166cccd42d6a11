"""A name's relation, weighed from all places in which it stands."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from analyzer.sites.rules.reading.known import Known
from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.reading.prose import letters
from analyzer.sites.rules.reading.weighing import Weighed, Witness, weigh
from analyzer.sites.rules.relations.contexts import Contexts
from analyzer.sites.rules.relations.model import Competitor, Relations
from analyzer.sites.rules.relations.names import Names
from analyzer.sites.rules.relations.saying import Said
from analyzer.sites.rules.relations.shapes import Span
from analyzer.sites.rules.relations.tables import table_witnesses
from analyzer.sites.rules.relations.vocabulary import RELATIONS, Vocabulary
from common.contracts.vocabulary import NamedOther, StructuredItem

LEAST = 0.5
"""Strength from which a relation is told."""
MOST_RIVALS, MOST_OTHERS = 15, 40
_BESIDE_RIVALS, _IN_PARAGRAPH = 0.55, 0.32
_HINTS = frozenset(("hinted", "contrast", "acting", "at", "near", "told", "referred", "paragraph"))
_OUTRIGHT = frozenset(("rival:said", "rival:table", "rival:asked"))
"""Where a name stands as nothing but a rival's does; a word that may be a town's is then none."""
_MOST_HINTS = 2
_NUMBER = re.compile(r"⟦(\d+)⟧")
_LISTED = re.compile(r"⟦\d+⟧(?:(?:,| and| or| und| oder| et| ou|, and|, or)* ⟦\d+⟧)+")
_SHORTEST_BASE = 3
_BRANDED = 0.75
_SOLD = frozenset(("Product", "ProductGroup", "IndividualProduct", "Vehicle", "Car", "Offer", "Drug"))


def decided(reading: Reading, contexts: Contexts, names: Names, words: Vocabulary, identity: Known) -> Relations:
    """All names with what they are, the best supported first."""
    sentences = list(contexts.sentences())
    found = [witness for said in sentences for witness in contexts.witnesses(said)]
    found += table_witnesses(reading, contexts, names, words)
    found += _branded(reading, contexts)
    found += [Witness(place.text, "place:known", 0.9, place.url or "", place.text) for place in identity.places]
    placed = {letters(each.value) for each in found if each.source.startswith("place")}
    keys = _merged({each.value for each in found}, placed, names)
    rivals = {key for key, each in _weighed(found, keys).items() if _relation(each) == "rival"}
    found += _beside(sentences, contexts, rivals, keys)
    return _told(_weighed(found, keys), found, keys)


def _branded(reading: Reading, contexts: Contexts) -> Iterator[Witness]:
    for url, item in reading.items():
        if item.brand and item.type in _SOLD and not _is_own(item, contexts):
            yield Witness(item.brand, "brand_sold:structured", _BRANDED, url, item.name or item.brand)


def _is_own(item: StructuredItem, contexts: Contexts) -> bool:
    return contexts.is_own(Span(0, 0, item.brand or ""))


def _merged(values: Iterable[str], placed: set[str], names: Names) -> dict[str, str]:
    """Each key with that of the shortest name whose words it begins with: "Acme", "Acme's", "Acme Ltd" are one.

    So are "Acme" and "Blinds Acme", where what stands before the name is no name.
    """
    by_words = {
        tuple(letters(word).removesuffix("s") for word in each.split()): letters(each) for each in sorted(values)
    }
    chosen: dict[str, str] = {}
    for words in sorted(by_words, key=len):
        starts = (by_words.get(words[:count]) for count in range(1, len(words)))
        ends = (by_words.get(words[-1:]) for each in words[:1] if len(words) == 2 and not names.is_strong(f"{each}s"))
        bases = (*starts, *ends)
        base = next(
            (each for each in bases if each and len(each) > _SHORTEST_BASE and each not in placed), by_words[words]
        )
        chosen[by_words[words]] = chosen.get(base, base)
    for each in sorted(values):
        words = tuple(letters(word).removesuffix("s") for word in each.split())
        chosen.setdefault(letters(each), chosen[by_words[words]])
    return chosen


def _weighed(found: Iterable[Witness], keys: dict[str, str]) -> dict[str, dict[str, Weighed]]:
    grouped: defaultdict[str, defaultdict[str, list[Witness]]] = defaultdict(lambda: defaultdict(list))
    for each in found:
        key = letters(each.value)
        grouped[keys.get(key, key)][each.source.partition(":")[0]].append(each)
    return {
        name: {relation: weigh(_independent(own), key=lambda _: "")[0] for relation, own in relations.items()}
        for name, relations in grouped.items()
    }


def _independent(witnesses: Iterable[Witness]) -> Iterator[Witness]:
    """What doesn't repeat itself: of hints the best of a sentence, and of all those the two best.

    What compares in a sentence mostly says that somebody acts there, too: these are one hint, and not three.
    """
    hints: dict[str, Witness] = {}
    for each in witnesses:
        if each.source.split(":")[1] not in _HINTS or each.weight >= LEAST:
            yield each
        elif each.text not in hints or hints[each.text].weight < each.weight:
            hints[each.text] = each
    best = sorted(hints.values(), key=lambda each: -each.weight)[:_MOST_HINTS]
    yield from (replace(each, source=f"{each.source}:{at}") for at, each in enumerate(best))


def _relation(weighed: dict[str, Weighed]) -> str | None:
    """What is best supported; a rival only who is compared in more sentences than he is something else in."""
    best = max(weighed.items(), key=lambda each: (each[1].strength, each[0] != "rival", each[0]))
    if best[0] == "rival" and not any(each.source == "rival:table" for each in best[1].witnesses):
        said = {relation: _said(each) for relation, each in weighed.items()}
        others = {relation: each for relation, each in weighed.items() if relation != "rival" and said[relation]}
        if others and max(said[relation] for relation in others) >= said["rival"]:
            best = max(others.items(), key=lambda each: (said[each[0]], each[1].strength, each[0]))
    if best[0] == "place" and "rival" in weighed and _is_no_place(best[1], weighed["rival"]):
        best = ("rival", weighed["rival"])
    if best[1].strength < LEAST:
        return None
    return "other" if best[0] == "rival" and not any(_is_telling(each) for each in best[1].witnesses) else best[0]


def _is_no_place(place: Weighed, rival: Weighed) -> bool:
    """Whether what was taken for a town is nowhere spoken of as one, but outright as a rival."""
    spoken_of = any(each.source == "place:said" for each in place.witnesses)
    return not spoken_of and any(each.source in _OUTRIGHT for each in rival.witnesses)


def _is_telling(witness: Witness) -> bool:
    """Whether a place says by itself what somebody is: several hints don't make a rival of him."""
    return witness.weight >= LEAST or witness.source.split(":")[1] not in _HINTS


def _said(weighed: Weighed) -> int:
    """In how many sentences it is said outright."""
    return len({each.text for each in weighed.witnesses if each.source.endswith(":said")})


def _beside(sentences: Iterable[Said], contexts: Contexts, rivals: set[str], keys: dict[str, str]) -> Iterator[Witness]:
    """Names in one list with a rival ("either Acme, Bolt or Crane"), and who acts in the paragraph about one."""
    told = list(sentences)
    about = {id(said.line) for said in told if any(keys.get(letters(name)) in rivals for name in said.names)}
    for said in told:
        for run in _LISTED.finditer(said.masked):
            numbers = [int(each) for each in _NUMBER.findall(run[0])]
            if any(keys.get(letters(said.names[number])) in rivals for number in numbers):
                for number in numbers:
                    yield Witness(said.names[number], "rival:beside", _BESIDE_RIVALS, said.line.url, said.text)
        if id(said.line) in about:
            for number in sorted(contexts.acting(said)):
                yield Witness(said.names[number], "rival:paragraph", _IN_PARAGRAPH, said.line.url, said.text)


def _told(weighed: dict[str, dict[str, Weighed]], found: list[Witness], keys: dict[str, str]) -> Relations:
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        spelled[keys.get(letters(each.value), letters(each.value))][each.value] += 1
    rivals: list[tuple[float, Competitor]] = []
    others: list[tuple[float, NamedOther]] = []
    for name, relations in weighed.items():
        relation = _relation(relations)
        if relation not in RELATIONS:
            continue
        best = relations.get(relation) or relations["rival"]  # "other" may be a rival of whom too little is said
        text = max(spelled[name].items(), key=lambda each: (each[1], -len(each[0]), each[0]))[0]
        shown = next((each for each in best.witnesses if text in each.text), best.witnesses[0])
        url, evidence = shown.url, shown.text
        if relation == "rival":
            aliases = tuple(sorted({each for each in spelled[name] if each != text}))
            rivals.append((best.strength, Competitor(name=text, url=url, evidence=evidence, aliases=aliases)))
        else:
            others.append((best.strength, NamedOther(text=text, url=url, evidence=evidence, relation=relation)))
    order = {keys.get(letters(each.value), letters(each.value)): -at for at, each in reversed(list(enumerate(found)))}
    rivals.sort(key=lambda each: -order[keys.get(letters(each[1].name), letters(each[1].name))])
    others.sort(key=lambda each: (-each[0], each[1].text))
    return Relations(tuple(each for _, each in rivals[:MOST_RIVALS]), tuple(each for _, each in others[:MOST_OTHERS]))
