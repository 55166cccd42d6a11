"""What a customer would call the kind of thing the site offers: "e-mail marketing software", "bakeries in Leeds"."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.sites.rules.analysis.audience import audiences
from analyzer.sites.rules.analysis.brand import LEGAL_FORM, SEPARATOR, letters
from analyzer.sites.rules.analysis.keywords import page_counts
from analyzer.sites.rules.analysis.model import Site
from analyzer.sites.rules.reading.english.grammar import is_word, noun_phrase, sentences, tokens
from analyzer.sites.rules.reading.english.words import ACTIVITIES, COMMON_WORDS, KINDS, PLACE_BOUND, PRAISE, SITE_WORDS
from common.english.nouns import is_plural, plural, singular
from common.english.words import FUNCTION_WORDS, NOUNS_IN_LY, VERBS, words

_COPULA = re.compile(r"^(?:is|are|was|were|'re|’re|be)$")
_OFFERS = re.compile(
    r"\b(?:we|who|that|team|company)\s+(?:\w+ly\s+|also\s+|all\s+)?(?:make|sell|offer|provide|bake|build|design|"
    r"craft|produce|brew|roast|"
    r"stock|supply|rent|repair|install|teach|run|speciali[sz]e\s+in|focus\s+on)s?\s+",
    re.IGNORECASE,
)
_SHOPPING = re.compile(
    r"^(?:shop|buy|order|discover|browse|explore|find|hire|book|get|welcome to|our|the)\s+", re.IGNORECASE
)
_PLACE = re.compile(r"\b(?:in|near|across|around)\s+((?:[A-Z][\w’'-]+)(?:\s+(?:[A-Z][\w’'-]+|and|&|of|the))*)")
_PLACE_KINDS_OFF = re.compile(r"\s+(?:and|&|of|the)$")
_AFTER_PHRASE = words("for in of near from with by : .")
_QUANTITIES = words("range variety selection collection series number choice array set")
_SAYS_NOTHING = words(
    """
    tool service solution product system platform resource option feature master review testimonial result program
    programme offer package plan member partner
    """
)
"""Heads that name no kind of business alone."""
_QUALITY = re.compile(r"(?:tial|[mn]ental|onal|ical|ual|ity|ness|ive)$")
_SERVICE_KINDS = ("agency", "firm", "company", "consultant", "provider", "specialist", "service")
_SOFTWARE_KINDS = ("software", "app", "platform", "tool", "system")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name for the category: its words in lower case, where it stands, and how much its place weighs."""

    words: tuple[str, ...]
    url: str
    evidence: str
    weight: float


@dataclass(frozen=True, slots=True)
class Category:
    """The chosen name, its kernel without audience and place, and the words it rests on."""

    text: str
    kernel: str
    url: str | None
    evidence: str | None


def find_category(site: Site, brand: str, industry_hint: str = "", language: str = "en") -> Category:
    """The best supported candidate as a plural or mass noun phrase; falls back to the title's own words.

    The rules know English grammar: of a site in another language the title's own words are taken as they stand.
    """
    if language not in ("en", "und"):
        return _own_words(site, brand) or _fallback(site, brand, industry_hint)
    own = _own_names(site, brand)
    candidates = [each for each in _candidates(site, brand) if _sensible(each.words, own)]
    if not candidates:
        return _fallback(site, brand, industry_hint)
    scores = _scores(candidates, site)
    kernel = max(scores, key=lambda words_: (scores[words_], -len(words_), words_))
    source = max((each for each in candidates if each.words == kernel), key=lambda each: each.weight)
    noun = _recommendable(list(kernel), site)
    head = plural(noun[-1])
    phrase = " ".join([*noun[:-1], head])
    return Category(_with_limits(phrase, singular(head), site, brand), phrase, source.url, source.evidence)


def _candidates(site: Site, brand: str) -> Iterator[Candidate]:
    for page in site.pages:
        front = {"homepage": 1.0, "about": 0.7, "product": 0.6, "service": 0.6}.get(page.page_type, 0.25)
        if page is site.home:
            front = 1.0
        texts = [(part, 4.0) for part in SEPARATOR.split(page.title or "")]
        texts += [(heading, 1.2) for heading in page.headings[:8]]
        for text, weight in texts:
            yield from _phrase_of(text, page.url, weight * front)
        for sentence in sentences("\n".join((page.meta_description or "", page.text))):
            for words_, weight in _stated(sentence, brand):
                yield Candidate(words_, page.url, sentence, weight * front)
        if page.meta_description:
            yield from _phrase_of(page.meta_description, page.url, 2.0 * front)


def _phrase_of(text: str, url: str, weight: float) -> Iterator[Candidate]:
    """The kernel of a title or heading that is a noun phrase; what follows it may only say for whom, where, of what."""
    clean = _SHOPPING.sub("", _SHOPPING.sub("", text.strip()))
    parts = tokens(clean)
    phrase, after = noun_phrase(parts, most=6)
    rest = [token.lower() for token in parts[after : after + 1]]
    listed = bool(phrase) and is_plural(phrase[-1]) and rest[:1] in (["and"], ["&"], [","])
    if phrase and phrase[0].lower() not in VERBS and (not rest or rest[0] in _AFTER_PHRASE or listed):
        kernel = _kernel(phrase)
        if kernel:
            yield Candidate(kernel, url, text, weight)


def _stated(sentence: str, brand: str) -> Iterator[tuple[tuple[str, ...], float]]:
    """What a sentence says the business is ("X is ...", "we are ...") or makes ("we sell ...")."""
    parts = tokens(sentence)
    copula = next((at for at, token in enumerate(parts[:12]) if at and _COPULA.match(token)), None)
    if copula is not None and _is_own(parts[:copula], brand):
        phrase, _ = noun_phrase(parts, copula + 1, most=6)
        kernel = _kernel(phrase)
        if kernel and _is_noun_like(parts, copula + 1, kernel):
            yield kernel, 4.0
    for match in _OFFERS.finditer(sentence):
        if kernel := _kernel(_object(tokens(sentence[match.end() :]))):
            yield kernel, 1.6
    found = re.match(rf"{re.escape(brand)}[,:]?\s+(?:makes|sells|offers|provides|bakes|builds|designs)\s+", sentence)
    if found and (kernel := _kernel(_object(tokens(sentence[found.end() :])))):
        yield kernel, 2.4


def _is_own(subject: list[str], brand: str) -> bool:
    """Whether a subject is the business itself: its name, also at the end of a few words, or "we"."""
    own, said = letters(LEGAL_FORM.sub("", brand)), letters(LEGAL_FORM.sub("", " ".join(subject)))
    return said in (own, "we", "ourcompany") or (said.endswith(own) and len(subject) < 8)


def _object(parts: list[str]) -> list[str]:
    """The noun phrase at the start; of "a wide range of X" it is X."""
    phrase, after = noun_phrase(parts, most=5)
    if phrase and phrase[-1].lower() in _QUANTITIES and parts[after : after + 1] == ["of"]:
        phrase, _ = noun_phrase(parts, after + 1, most=5)
    return phrase


def _is_noun_like(parts: list[str], at: int, kernel: tuple[str, ...]) -> bool:
    """After "is", a phrase with an article or of a known kind is a noun; "is free" or "are proud" is not."""
    article = at < len(parts) and parts[at].lower() in ("a", "an", "the", "your")
    return article or len(kernel) > 1 or singular(kernel[-1]) in KINDS


def _kernel(phrase: list[str]) -> tuple[str, ...]:
    """The words without praise at the front, in lower case but for acronyms; at most four, the last ones count."""
    kept = list(phrase)
    while kept and (kept[0].lower() in PRAISE or _is_decoration(kept[0]) or kept[0][0].isdigit()):
        kept.pop(0)
    while kept and (kept[-1].lower() in PRAISE or kept[-1][0].isdigit()):
        kept.pop()
    return tuple(word if _keeps_case(word) else word.lower() for word in kept)[-4:]


def _keeps_case(word: str) -> bool:
    """Acronyms and names with inner capitals: "CBD", "MacBook"."""
    inner = word[1:] != word[1:].lower()
    return inner and "-" not in word


def _is_decoration(word: str) -> bool:
    """Adverbs, superlatives and "-based": they colour a category, they don't name it."""
    low = word.lower()
    return (low.endswith(("-based", "est")) and len(low) > 5) or (low.endswith("ly") and low not in NOUNS_IN_LY)


def _own_names(site: Site, brand: str) -> frozenset[str]:
    """The words of the brand that are names only: "Millbrook" of "Millbrook Dental Practice"."""
    whole = "\n".join(page.text for page in site.pages)
    parts = [word.lower() for word in brand.split() if is_word(word)]
    if len(parts) == 1:
        return frozenset(parts)
    return frozenset(word for word in parts if not re.search(rf"\b{re.escape(word)}\b", whole))


def _sensible(kernel: tuple[str, ...], own: frozenset[str]) -> bool:
    head = kernel[-1].lower()
    if any(word.lower() in own or singular(word.lower()) in own for word in kernel):
        return False
    if not is_word(head) or len(head) < 3 or head in FUNCTION_WORDS | SITE_WORDS or singular(head) in SITE_WORDS:
        return False
    if head.endswith(("ed", "ly", "ful", "able", "ous")) or (singular(head) in COMMON_WORDS and len(kernel) < 2):
        return False
    if len(kernel) == 1 and (singular(head) in _SAYS_NOTHING or _is_quality(singular(head))):
        return False
    return any(singular(word.lower()) not in COMMON_WORDS | SITE_WORDS | VERBS for word in kernel)


def _is_quality(word: str) -> bool:
    """Whether a word alone is an adjective or the noun of one ("residential", "durability")."""
    return bool(_QUALITY.search(word)) and word not in KINDS and word not in PLACE_BOUND


def _scores(candidates: list[Candidate], site: Site) -> dict[tuple[str, ...], float]:
    """Weight of all places x support over the site. "X" lends its weight to "X software", its fuller name."""
    pages = page_counts(site)
    weights: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for each in candidates:
        weights[each.words] += each.weight
    scores: dict[tuple[str, ...], float] = {}
    for kernel, weight in weights.items():
        lent = sum(
            other for words_, other in weights.items() if words_ == kernel[:-1] and singular(kernel[-1]) in KINDS
        )
        support = pages.get(" ".join(kernel[-3:]).lower(), 0) / len(site.pages)
        head = singular(kernel[-1])
        known = 1.4 if head in KINDS else 1.0
        single = 0.6 if len(kernel) == 1 else 1.0
        scores[kernel] = (weight + lent) * (1 + math.log1p(6 * support)) * known * single
    return scores


def _recommendable(kernel: list[str], site: Site) -> list[str]:
    """Activities cannot be recommended: "project management" becomes "project management software", or "... firms"."""
    head = kernel[-1].lower()
    activity = head in ACTIVITIES or (
        head.endswith("ing") and head not in ("clothing", "lighting", "bedding", "flooring")
    )
    if not activity or len(kernel) > 3:
        return kernel
    whole = " ".join(f"{page.title or ''} {page.meta_description or ''} {page.text}".lower() for page in site.pages)
    beside = Counter(
        singular(found[1])
        for found in re.finditer(rf"\b{re.escape(head)}\s+([a-z]+)\b", whole)
        if singular(found[1]) in KINDS
    )
    if beside:
        return [*kernel, beside.most_common(1)[0][0]]
    software = sum(len(re.findall(rf"\b{kind}s?\b", whole)) for kind in _SOFTWARE_KINDS)
    service = sum(len(re.findall(rf"\b{kind[:-1]}(?:y|ies|{kind[-1]}s?)\b", whole)) for kind in _SERVICE_KINDS)
    return [*kernel, "software" if software > service else "service"]


def _with_limits(phrase: str, head: str, site: Site, brand: str) -> str:
    """Add the place for what is looked for nearby, else the audience that the front of the site names."""
    front = [text for text in (site.home.title, site.home.meta_description, *site.home.headings[:2]) if text]
    if head in PLACE_BOUND or head.endswith(("er", "or")):
        own_words = [*front, *sentences(site.home.text), *(page.title or "" for page in site.pages)]
        places = Counter(
            _PLACE_KINDS_OFF.sub("", found[1]) for text in own_words for found in _PLACE.finditer(text)
            if letters(found[1]) not in letters(brand)
        )  # fmt: skip
        if places:
            place = places.most_common(1)[0][0]
            there = {*place.lower().split(), "local"}
            kind = " ".join(word for word in phrase.split() if word.lower() not in there)
            return f"{kind or phrase} in {place}"
    groups = [group for text in front for group in audiences(text)]
    short = next((group for group in groups if len(group.split()) <= 3), None)
    return (
        f"{phrase} for {short}"
        if short and short not in phrase and not is_plural(phrase.split(maxsplit=1)[0])
        else phrase
    )


def _own_words(site: Site, brand: str) -> Category | None:
    own = letters(brand)
    parts = [part.strip() for part in (*SEPARATOR.split(site.home.title or ""), *site.home.headings)]
    text = next((part for part in parts if part and own not in letters(part) and len(part.split()) <= 6), None)
    return Category(text, text, site.home.url, site.home.title) if text else None


def _fallback(site: Site, brand: str, industry_hint: str) -> Category:
    """No sentence and no heading says it: the longest repeated phrase of the site, else its industry's companies."""
    pages = page_counts(site)
    own = letters(brand)
    repeated = [phrase for phrase, count in pages.items() if count > 1 and " " in phrase and own not in letters(phrase)]
    if repeated:
        best = max(repeated, key=lambda phrase: (pages[phrase], len(phrase), phrase))
        noun = best.split()
        return Category(" ".join([*noun[:-1], plural(noun[-1])]), best, site.home.url, None)
    text = (
        f"{industry_hint.lower()} companies" if industry_hint and industry_hint != "Other" else "companies of this kind"
    )
    return Category(text, text, site.home.url, None)
