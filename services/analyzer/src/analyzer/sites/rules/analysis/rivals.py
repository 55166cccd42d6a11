"""Competitors that the site names: where it compares itself, where it says whom customers leave for it."""

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.extraction.lexicon import is_generic, is_given_name
from analyzer.extraction.naming import known_brands
from analyzer.sites.rules.analysis.brand import LEGAL_FORM, letters
from analyzer.sites.rules.analysis.model import Competitor, Site
from analyzer.sites.rules.reading.english.grammar import sentences
from analyzer.sites.rules.reading.english.words import COMMON_WORDS, KINDS, PRAISE, SITE_WORDS
from common.contracts.vocabulary import BrandName
from common.english.words import FUNCTION_WORDS, VERBS

MOST = 15
_WORD = r"(?:[A-Z][\w’'-]*|[a-z]+[A-Z]\w*)(?:\.(?:com|io|ai|app|net|org))?"
_NAME = rf"{_WORD}(?:\s(?:{_WORD}|&))*"
_LIST = rf"{_NAME}(?:(?:,\s+|,?\s+(?:and|or|&)\s+){_NAME})*"
_COMPARING = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Aa]lternatives?|[Cc]ompetitors?)\s+to\s+(?P<names>{_LIST})",
        rf"(?P<names>{_NAME})\s+[Aa]lternatives?\b",
        rf"\b(?:[Uu]nlike|[Cc]ompared\s+(?:to|with)|[Cc]omparison\s+(?:of|with|to)|"
        rf"[Ii]n\s+contrast\s+to)\s+(?P<names>{_LIST})",
        rf"\b(?:[Ss]witch(?:ed|es|ing)?|[Mm]ov(?:e|ed|es|ing)|[Mm]igrat(?:e|ed|es|ing)|(?:customers|clients|users|"
        rf"people)\s+c(?:o|a)me)"
        rf"\s+(?:\w+\s+){{0,4}}?from\s+(?P<names>{_LIST})",
        rf"\b(?:leave|leaves|left|leaving|replace|replaces|replaced|replacing|ditch(?:ed)?|"
        rf"quit)\s+(?P<names>{_LIST})",
        rf"\b(?:[Dd]ifferent|[Dd]iffers?|[Dd]iffering)\s+from\s+(?P<names>{_LIST})",
        rf"\b(?:better|cheaper|simpler|faster|easier|smaller|lighter|more\s+\w+|"
        rf"less\s+\w+)\s+than\s+(?P<names>{_LIST})",
        rf"(?P<names>{_NAME}(?:\s+(?:vs\.?|versus|VS)\s+{_NAME})+)",
        rf"\b(?:[Vv]s\.?|[Vv]ersus)\s+(?P<names>{_LIST})",
        rf"\b(?:[Tt]ools|[Pp]roviders|[Bb]rands|[Cc]ompetitors|[Rr]ivals|[Ss]hops|[Pp]latforms|[Aa]lternatives)\s+"
        rf"(?:such\s+as|like)\s+(?P<names>{_LIST})",
        rf"(?P<names>{_LIST})\s+(?:will\s+|would\s+|may\s+|might\s+)(?:suit|serve|fit)\s+you\s+better",
    )
)  # fmt: skip
_CONTEST = re.compile(rf"^(?P<names>{_NAME}(?:,\s+{_NAME})*,?\s+(?:and|or|vs\.?|versus)\s+{_NAME})\b")
_SPLIT = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|vs\.?|versus|VS)\s+")
_CONNECTING = re.compile(r"\b(?:[Cc]onnects?|[Ii]ntegrat\w+|[Ww]orks? with|[Ss]ync\w*|built in)\b")
_ORDINARY = FUNCTION_WORDS | SITE_WORDS | COMMON_WORDS | PRAISE | KINDS | VERBS
_MONTHS_AND_MORE = re.compile(r"^(?:I|I’m|I'm|Q[1-4]|VAT|GDPR|FAQ|CRM|API|PDF|CSV|UK|US|USA|EU|AI|SEO|HTML)$")


def find_competitors(site: Site, brand: BrandName) -> tuple[Competitor, ...]:
    """Each rival once, with the first sentence that names it in a comparison; in order of appearance.

    What the site connects to more often than it compares itself with it is a partner, not a rival.
    """
    own = {letters(name) for name in (brand.name, *brand.aliases)}
    found: dict[str, Competitor] = {}
    compared: Counter[str] = Counter()
    whole = "\n".join(page.text for page in site.pages)
    for page in site.pages:
        texts = [page.title or "", page.meta_description or "", *page.headings, *sentences(page.text)]
        for text in texts:
            for name in dict.fromkeys(_rivals_in(text, own)):
                if _is_name(name, whole):
                    compared[letters(name)] += 1
                    found.setdefault(letters(name), Competitor(name=name, url=page.url, evidence=text))
    joined = [sentence for sentence in sentences(whole) if _CONNECTING.search(sentence)]
    partners = {key for key, rival in found.items() if sum(rival.name in each for each in joined) > compared[key]}
    return tuple(rival for key, rival in found.items() if key not in partners)[:MOST]


def _rivals_in(text: str, own: set[str]) -> Iterator[str]:
    if "’" in text:
        text = text.replace("’", "'")
    for pattern in _COMPARING:
        for match in pattern.finditer(text):
            yield from _names(match["names"], own)
    contest = _CONTEST.match(text)
    if contest and any(letters(name) in own for name in _SPLIT.split(contest["names"])):
        yield from _names(contest["names"], own)


def _names(listed: str, own: set[str]) -> Iterator[str]:
    for part in _SPLIT.split(listed):
        name = LEGAL_FORM.sub("", part.strip(" '&-")).removesuffix("'s")
        if name and letters(name) not in own and not _is_ordinary(name):
            yield name


def _is_ordinary(name: str) -> bool:
    parts = name.split()
    return (
        len(name) < 2
        or len(parts) > 4
        or all(part.lower() in _ORDINARY or part.lower().removesuffix("s") in _ORDINARY for part in parts)
        or _MONTHS_AND_MORE.match(name) is not None
        or _is_term_place_or_person(name)
    )


def _is_term_place_or_person(name: str) -> bool:
    """Whether a capitalised phrase names no business: "IN-HOUSE SEO", "San Francisco", "Mary Miller", "I'd"."""
    words = [word.lower() for word in re.split(r"[\s-]+", name)]
    if is_given_name(words[0]) and len(words) < 3 and "".join(words) not in known_brands():
        return True
    return all(is_generic(word.partition("'")[0]) for word in words) and (len(words) > 1 or "'" in name)


def _is_name(name: str, whole: str) -> bool:
    """Not an ordinary word that began a sentence: the site never writes it with a small letter."""
    return re.search(rf"\b{re.escape(name.lower())}\b", whole) is None or name.lower() == name
