"""What a site says that it is: in its sentences, its titles and headings, and in its name."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from analyzer.sites.rules.identity.category.forms import unfolded
from analyzer.sites.rules.identity.category.model import Speaker, Statement
from analyzer.sites.rules.identity.category.phrases import Phrase, of_name, phrase_at
from analyzer.sites.rules.identity.category.speech import find_spoken
from analyzer.sites.rules.identity.hosts import WITH_LEGAL_FORM
from analyzer.sites.rules.identity.name import SENTENCE, agreement
from analyzer.sites.rules.reading import Line, Reading, Weighed
from analyzer.sites.rules.reading.ordinary import is_ordinary
from analyzer.sites.rules.reading.prose import letters

PART = re.compile(r"\s+[|–—·•:»«›-]+\s+|\s*[|｜]\s*|:\s+")
_LONGEST, _NAME = 320, 0.45
_WEIGHTS = {
    "homepage": 1.0,
    "about": 0.95,
    "product": 0.75,
    "service": 0.75,
    "contact": 0.85,
    "other": 0.8,
    "blog": 0.2,
}
_TOLD, _BY_NAME, _TOLD_FREELY, _POINTED, _AS_ONE = 0.65, 0.45, 0.3, 0.35, 0.5
_WE = re.compile(r"\b(?:we|wir|nous)\b", re.IGNORECASE)
_OF_ITSELF = ("homepage", "about")
_OF_OTHERS = re.compile(r"^(?:les|die|für|for|pour)\b|\([mwfhd] ?/ ?[mwfhd]\b|\b[HF]/[HF]\b", re.IGNORECASE)
"""How lines begin that list customers, and what stands in advertisements for jobs."""
_SIGNED = re.compile(
    r"^(?:(?:Inh|Dipl|Dr)\S* )*(?:[A-ZÀ-Þ][a-zà-ÿ.'’-]+ ){1,2}[A-ZÀ-Þ][\w'’-]+, (?P<trade>[^,.]{5,50})$"
)
_POINTS = {
    "en": re.compile(
        r"\b(?:[Ii]t|[Tt]his|[Tt]hat|[Oo]urs) (?:is|was)(?: now| still| also)? (?=(?:a|an|the)\b)|^(?=The [a-z])"
    ),
    "de": re.compile(
        r"\b(?:[Dd]as|[Dd]ies|[Ee]s|[Ss]ie) (?:ist|wurde)(?: heute| inzwischen)? (?=(?:eine?|der|die|das)\b)"
    ),
    "fr": re.compile(r"\b(?:[Cc]['’]est|[Ii]l s['’]agit d['’])(?: aujourd['’]hui)? ?(?=une? )"),
}
"""Where a page about the business points at it."""
_AS = {
    "en": r"\b[Aa]s (?=(?:a|an|the|your)\b)",
    "de": r"\b[Aa]ls (?=[a-zäöü]*\s?[A-ZÄÖÜ])",
    "fr": r"\b[Ee]n tant que?\s?['’]?",
}


def find_statements(reading: Reading, speaker: Speaker, named: tuple[Weighed, ...]) -> tuple[Statement, ...]:
    """All of them, in the order of reading."""
    if not speaker.words.language:
        return ()
    found = [*_from_lines(reading, speaker), *_from_titles(reading, speaker), *_from_names(reading, speaker, named)]
    found += find_spoken(reading, speaker)
    return tuple(each for each in found if _may_be(each.phrase, speaker))


def _may_be(phrase: Phrase, speaker: Speaker) -> bool:
    """Whether it is something that can be looked for, and no form of the site's own name."""
    if phrase.head in speaker.words.lists["not_looked_for"] or phrase.head in speaker.words.lists["navigation"] - set(
        speaker.words.heads
    ):
        return False
    own = {letters(name) for name in speaker.names}
    return letters(phrase.text) not in own and (phrase.listed or letters(phrase.head) not in own)


def _from_lines(reading: Reading, speaker: Speaker) -> Iterator[Statement]:
    is_own, as_one = _subject(speaker), re.compile(_AS[speaker.words.language])
    for line in reading.lines:
        if not _counts(line, reading) or speaker.words.has("navigation", line.text):
            continue
        weight = _WEIGHTS.get(line.page_type, 0.8)
        for sentence in SENTENCE.split(line.text):
            if len(sentence) > _LONGEST:
                continue
            for phrase, share in _said_in(sentence, line, is_own, as_one, speaker):
                yield Statement(phrase, "statement", weight * share, line.url, sentence)
        yield from _beginning(line, weight, speaker)


def _said_in(
    sentence: str, line: Line, is_own: re.Pattern[str], as_one: re.Pattern[str], speaker: Speaker
) -> Iterator[tuple[Phrase, float]]:
    """What one sentence says that the business is, and how much its way of saying it counts."""
    points = _POINTS[speaker.words.language] if line.page_type in _OF_ITSELF else None
    for pattern in filter(None, (is_own, points, as_one)):
        for found in pattern.finditer(sentence):
            text = unfolded(sentence[found.end() :], speaker.words)
            phrase = phrase_at(text, speaker.words, speaker.drop)
            if phrase is None:
                continue
            by_name = any(found[0].startswith(name) for name in speaker.names)
            if pattern is is_own and (phrase.listed or phrase.article):
                yield phrase, _TOLD if phrase.listed else _BY_NAME if by_name else _TOLD_FREELY
            elif pattern is points and phrase.listed and phrase.article:
                yield phrase, _POINTED
            elif pattern is as_one and phrase.listed and _WE.search(sentence):
                yield phrase, _AS_ONE


def _counts(line: Line, reading: Reading) -> bool:
    if not line.own or line.place in ("navigation", "breadcrumb", "title", "structured", "price"):
        return False
    return len(reading.site.pages) > 2 or not line.furniture or line.place == "footer" or len(line.text) > 30


def _beginning(line: Line, weight: float, speaker: Speaker) -> Iterator[Statement]:
    """A description, heading or line that begins with the phrase itself: "Sourdough bakery in Leeds."."""
    kinds = {"description": ("description", 0.5), "heading": ("heading", 0.35), "footer": ("line", 0.35)}
    source, own = kinds.get(line.place, ("line", 0.3))
    if (line.place in ("paragraph", "item", "row") and len(line.text) > 160) or line.page_type == "blog":
        return
    if _OF_OTHERS.search(line.text):
        return
    if line.place == "heading" and line.level not in (1, 2, None):
        own *= 0.6
    text = unfolded(_without_name(line.text, speaker), speaker.words)
    phrase = phrase_at(PART.split(text)[0] if line.place == "heading" else text, speaker.words, speaker.drop)
    if (
        phrase
        and phrase.head in speaker.words.services
        and not (line.page_type in _OF_ITSELF and (line.place == "description" or line.level == 1))
    ):
        return  # what is done for customers is everywhere; what it is stands in front
    if phrase and phrase.listed and not phrase.proper and not _is_list(text, speaker):
        yield Statement(phrase, source, weight * own, line.url, line.text[:300])


def _without_name(text: str, speaker: Speaker) -> str:
    """A text without the site's name, or whoever signs, at its beginning."""
    if found := _SIGNED.match(text):
        return found["trade"]
    for name in sorted(speaker.names, key=len, reverse=True):
        if found := re.match(rf"{re.escape(name)}[\s,:–—-]+(?=\S)", text):
            return text[found.end() :]
    return text


def _is_list(text: str, speaker: Speaker) -> bool:
    """Whether several kinds of supplier stand side by side: then they are customers, or others."""
    parts = re.split(r",|/|&|\b(?:and|und|et|or|oder|ou)\b", text[:120])
    heads = {phrase.head for part in parts[:4] if (phrase := phrase_at(part.strip(), speaker.words)) and phrase.listed}
    return len(heads) > 1


def _subject(speaker: Speaker) -> re.Pattern[str]:
    """Where a sentence says what the business is: behind its name or "we", and the word for being."""
    words = speaker.words
    copula = "|".join(re.escape(each) for each in words.copula)
    names = "|".join(re.escape(each) for each in sorted(speaker.names, key=len, reverse=True)) or "(?!)"
    own = "|".join(re.escape(each) for each in sorted(words.lists["own"], key=len, reverse=True))
    legal = r"(?:,? (?:Ltd|Limited|Inc|LLC|GmbH|AG|SAS|SARL|SA|e\. ?V)\.?)?"
    straight = {"en": r"\b(?:We are|we are|We['’]re|we['’]re|I am|I['’]m)\s+(?:now\s+|still\s+|also\s+)?",
                "de": r"\b(?:[Ww]ir sind|[Ii]ch bin|sind wir)\s+(?:seit \d+(?: Jahren)?\s+|nun\s+)?",
                "fr": r"\b(?:[Nn]ous sommes|[Jj]e suis|[Cc]['’]est)\s+"}[words.language]  # fmt: skip
    by_name = rf"\b(?:{names})(?: [A-ZÀ-Þ][\w-]+){{0,3}}{legal}\s+(?:{copula})\s+(?:seit \d+\s+)?"
    return re.compile(rf"(?:{by_name}|{straight}|\b(?:{own})\s+(?:{copula})\s+)(?:now |today |heute |aujourd'hui )?")


def _from_titles(reading: Reading, speaker: Speaker) -> Iterator[Statement]:
    parts: list[tuple[str, str, str, str]] = []
    for page in reading.site.pages:
        title = page.structure.full_title or page.title or ""
        parts += [
            (page.url, page.page_type, title, part.strip()) for part in PART.split(title) if part and part.strip()
        ]
    counts = Counter(part.lower() for _, _, _, part in parts)
    own = {letters(name) for name in speaker.names}
    for url, page_type, title, part in parts:
        if letters(part) in own:
            continue
        front = page_type in ("homepage", "about") or url == reading.site.home.url
        weight = 0.5 if front or counts[part.lower()] > 1 else 0.12
        phrase = phrase_at(unfolded(_without_name(part, speaker), speaker.words), speaker.words, speaker.drop)
        if phrase and phrase.listed and (front or phrase.head not in speaker.words.services):
            yield Statement(phrase, "title", weight, url, title)


def _from_names(reading: Reading, speaker: Speaker, named: tuple[Weighed, ...]) -> Iterator[Statement]:
    """A name that says what it is: "Millbrook Dental Practice"; the name with legal form too."""
    for name, url, text in _own_names(reading, named):
        tokens = [each for each in name.split() if _says_something(each, speaker)]
        said = " ".join(tokens)
        phrase = phrase_at(said, speaker.words, speaker.drop)
        if phrase and not phrase.listed and (head := of_name(tokens[-1], speaker.words)):
            phrase = Phrase((tokens[-1],), head, listed=True, kind=speaker.words.heads[head][0])
        if phrase and phrase.listed and (len(tokens) < len(name.split()) or name != said):
            yield Statement(phrase, "name", _NAME, url, text)
        elif phrase is None or not phrase.listed:
            yield from _plain_tail(name, url, text, speaker)


def _plain_tail(name: str, url: str, text: str, speaker: Speaker) -> Iterator[Statement]:
    """English names of which the last word alone is one of the language: "Brackenholt Fencing"."""
    *own, last = name.split()
    plain = speaker.words.language == "en" and last.lower() in speaker.small and last.isalpha()
    if plain and own and not any(is_ordinary(word, "en") for word in own):
        phrase = phrase_at(last, speaker.words, speaker.drop)
        if phrase and last.endswith("ing"):
            phrase = replace(phrase, listed=True, kind="service_provider")
        if phrase:
            yield Statement(phrase, "name", _NAME, url, text)


def _own_names(reading: Reading, named: tuple[Weighed, ...]) -> Iterator[tuple[str, str, str]]:
    """The names that are the site's own, each with its page and the text in which it stands."""
    kept = [each for each in named[:6] if agreement(each.value, named[0].value)]
    for each in kept:
        yield each.value, each.witnesses[0].url, each.witnesses[0].text
    for line in reading.lines:
        for found in WITH_LEGAL_FORM.finditer(line.text) if len(line.text) < _LONGEST and line.own else ():
            name = found[1].strip(" ,")
            if any(agreement(name, each.value) for each in kept) and name not in {each.value for each in kept}:
                yield name, line.url, line.text


def _says_something(word: str, speaker: Speaker) -> bool:
    """Whether a word of a name is one of the language: the site writes it small, or it names a kind of supplier."""
    if of_name(word, speaker.words):
        return True
    return word.lower() in speaker.small and not speaker.words.compounds and word.isalpha()
