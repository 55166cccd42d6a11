"""A double of a model that reads a site as its gold file does, each statement with the words of a page that say it.

It says what a model adds over the rules at most: no real one reads so well. What it says goes through the same proof.
"""

import re
from collections.abc import Iterator

from analyzer.sites.rules.analysis import Site, WebsiteAnalysis
from analyzer.sites.rules.by_model import ReadByModel, proven
from analyzer.sites.rules.reading import read
from common.contracts.vocabulary import BusinessModel
from scoring.sites.gold import Entry, Gold
from scoring.sites.wording import folded

_MODELS: dict[str, BusinessModel] = {"b2b": "b2b", "b2c": "b2c", "both": "b2b2c"}
_LONGEST = 300
_SENTENCE = re.compile(r"(?<=[.!?。])\s+")


def read_carefully(gold: Gold, site: Site, rules: WebsiteAnalysis) -> WebsiteAnalysis:
    """The rules' analysis with what a careful reader proves."""
    return proven(answer(gold, site), site, rules)


def answer(gold: Gold, site: Site) -> ReadByModel:
    """What the double says. A statement whose words stand on no page is left out, as the gold's topics are."""
    said = tuple(_sentences(site))
    name = _quoted(gold.name, said) or {"text": gold.name[0], "quote": gold.name[0]}
    quote = next((each for each in said if folded(gold.name[0]) in folded(each)), said[0])
    first, *others = ({"text": each, "quote": _quote_of(each, said) or quote} for each in gold.categories[:4])
    return ReadByModel.model_validate(
        {
            "name": {**name, "text": gold.name[0]},
            "kind": gold.kind,
            "business_model": "marketplace" if gold.kind == "marketplace" else _MODELS[gold.sells_to],
            "local": gold.local,
            "category": first,
            "other_categories": others,
            "summary": quote,
            "places": _all([(place,) for place in gold.places], said),
            "offerings": _all([entry.accepted for entry in gold.offerings], said),
            "segments": _all([entry.accepted for entry in gold.segments], said),
            "problems": [each for entry in gold.problems if (each := _told(entry, said))],
            "rivals": _all(list(gold.rivals), said),
            "others": [
                {"text": other, "relation": relation, "quote": _quote_of(other, said) or other}
                for other, relation in gold.not_rivals[:15]
            ],
        }
    )


def _all(entries: list[tuple[str, ...]], said: tuple[str, ...]) -> list[dict[str, str]]:
    return [found for spellings in entries if (found := _quoted(spellings, said))][:15]


def _quoted(spellings: tuple[str, ...], said: tuple[str, ...]) -> dict[str, str] | None:
    """The first spelling that stands on a page, with the sentence in which it does."""
    return next(({"text": one, "quote": quote} for one in spellings if (quote := _quote_of(one, said))), None)


def _told(entry: Entry, said: tuple[str, ...]) -> dict[str, str] | None:
    """A problem in the site's own sentence, where that is short, else by its stem."""
    found = _quoted(entry.accepted, said)
    if found is None:
        return None
    short = len(found["quote"].split()) <= 14
    return {**found, "text": found["quote"].strip(" .!?。") if short else found["text"]}


def _quote_of(text: str, said: tuple[str, ...]) -> str | None:
    wanted = folded(text)
    held = [each for each in said if wanted in folded(each)]
    return min(held, key=len) if held else None


def _sentences(site: Site) -> Iterator[str]:
    for line in read(site).lines:
        for sentence in _SENTENCE.split(line.text):
            if 0 < len(sentence) <= _LONGEST:
                yield sentence
