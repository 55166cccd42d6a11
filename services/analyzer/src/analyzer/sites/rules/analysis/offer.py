"""What is offered, and why one should take it."""

import re
from collections.abc import Iterator

from analyzer.sites.rules.analysis.brand import SEPARATOR, letters
from analyzer.sites.rules.analysis.keywords import page_counts
from analyzer.sites.rules.analysis.model import Site, WebsitePage
from analyzer.sites.rules.reading.english.grammar import as_clause, is_word, noun_phrase, sentences, tokens
from analyzer.sites.rules.reading.english.words import COMMON_WORDS, SITE_WORDS
from common.contracts.vocabulary import SourcedText
from common.english.nouns import singular
from common.english.words import FUNCTION_WORDS, VERBS

MOST = 10
_WE_OFFER = re.compile(
    r"\b(?:we|[A-Z]\w+)\s+(?:\w+ly\s+|also\s+)?(?:make|sell|offer|provide|bake|build|design|craft|produce|brew|"
    r"roast|stock|rent|"
    r"repair|install|teach|specialise\s+in|specialize\s+in)s?\s+(?P<list>[^.;:!?]+)",
)
_COLON_LIST = re.compile(r":\s+(?P<list>[^.;:!?]*,[^.;:!?]*)")
_FOR_WHOM = re.compile(r"\s+for\s+.*$")
_CALL = re.compile(
    r"\b(?:[Ss]ee how|[Ll]earn more|[Rr]ead more|[Ss]tart free|[Ss]ign up|[Bb]ook a|[Gg]et started|[Cc]all us)\b"
)
_SPLIT = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|&|as\s+well\s+as)\s+")
_BENEFIT = re.compile(
    r"\b(?:sav(?:e|es|ing)|without|free|no\s+(?:card|contract|fees?|commission|minimum|hidden|design|setup|"
    r"waiting)|never|only|guarantee\w*|"
    r"in\s+(?:under\s+)?(?:\w+\s+)?(?:seconds|minutes|hours|days)|cancel|one\s+price|fixed\s+(?:fee|price)|"
    r"instead\s+of|unlike|"
    r"by\s+hand|handmade|same[- ]day|next[- ]day|24/7|no\s+obligation|money\s+back|yours|every\s+morning|"
    r"for\s+life|lifetime|organic|"
    r"made\s+in|within\s+(?:one|two|three|\d+)|at\s+no\s+(?:extra\s+)?cost|all\s+in\s+one|award|since\s+\d{4}|"
    r"years\s+of\s+experience)\b",
    re.IGNORECASE,
)
_COMPLAINT = re.compile(
    r"\b(?:problem|struggl\w+|forget|los(?:e|es|ing)|waste|complain\w*|sorry|error|broken|punish\w*)\b|\?",
    re.IGNORECASE,
)
_LEGAL = re.compile(r"©|\b(?:VAT|GDPR|cookies?|privacy|terms|Ltd|rights reserved|data processing)\b")


def find_offerings(site: Site, brand: str, main: SourcedText) -> tuple[SourcedText, ...]:
    """The ``main`` offering, then what "we sell ...", lists in descriptions, titles of product and service pages."""
    pages = page_counts(site)
    found: dict[str, tuple[float, SourcedText]] = {main.text.lower(): (100.0, main)}
    for page in site.pages:
        for text, evidence, weight in _offered(page):
            name = _as_offering(text, brand)
            if name is None:
                continue
            key = name.lower()
            score = weight + min(pages.get(key, 0), 6) * 0.5
            earlier = found.get(key)
            score += earlier[0] * 0.5 if earlier else 0
            source = earlier[1] if earlier else SourcedText(text=name, url=page.url, evidence=evidence)
            found[key] = (score, source)
    ranked = sorted(found.values(), key=lambda each: (-each[0], each[1].text))
    return tuple(source for _, source in ranked[:MOST])


def _offered(page: WebsitePage) -> Iterator[tuple[str, str, float]]:
    front = page.page_type in ("homepage", "about", "product", "service")
    if page.page_type in ("product", "service") and page.title:
        yield SEPARATOR.split(page.title)[0], page.title, 3.0
        for heading in page.headings:
            if len(heading.split()) > 1:  # a single word is the name of a plan or a section
                yield heading, heading, 1.5
    description = page.meta_description or ""
    if front and (listed := _COLON_LIST.search(description)):
        yield from ((part, description, 2.5) for part in _SPLIT.split(_FOR_WHOM.sub("", listed["list"])))
    for sentence in sentences("\n".join((description, page.text))) if front else ():
        for match in _WE_OFFER.finditer(sentence):
            yield from ((part, sentence, 2.0) for part in _SPLIT.split(_FOR_WHOM.sub("", match["list"]))[:6])


def _as_offering(text: str, brand: str) -> str | None:
    """A short noun phrase without the brand; None where the text is a slogan, a question or a common word."""
    clean = re.sub(r"^\d+[.)]\s*", "", text.strip()).strip(" .:–-")
    parts = tokens(clean)
    phrase, after = noun_phrase(parts, most=4)
    if not phrase or clean.endswith(("?", "!")) or letters(brand) in letters(" ".join(phrase)):
        return None
    behind = parts[after].lower() if after < len(parts) else ""
    if (
        behind
        and is_word(behind)
        and behind not in ("for", "with", "in", "from", "by", "to", "that", "at", "on", "of", "and", "per")
    ):
        return None
    if phrase[0].lower() in VERBS and len(phrase) > 1:
        return None
    plain = COMMON_WORDS | SITE_WORDS | FUNCTION_WORDS
    meaningful = [word for word in phrase if word.lower() not in plain and singular(word.lower()) not in plain]
    if not meaningful or len(" ".join(phrase)) < 4 or phrase[-1].lower() in SITE_WORDS | VERBS:
        return None
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in phrase)


def find_value_propositions(site: Site, brand: str) -> tuple[SourcedText, ...]:
    """Sentences and headings that promise a benefit, short ones of the front pages first."""
    ranked: list[tuple[float, int, SourcedText]] = []
    seen: set[str] = set()
    for page in site.pages:
        front = {"homepage": 3.0, "product": 2.0, "service": 2.0, "about": 1.5}.get(page.page_type, 0.5)
        for text in (*page.headings, *sentences(page.text)):
            clause = _as_promise(text, brand)
            if clause is None or clause.lower() in seen:
                continue
            seen.add(clause.lower())
            cues = len(_BENEFIT.findall(text))
            found = SourcedText(text=clause, url=page.url, evidence=text)
            ranked.append((-(front + cues + (0.5 if len(clause.split()) <= 8 else 0)), len(ranked), found))
    return tuple(found for _, _, found in sorted(ranked, key=lambda each: each[:2])[:MOST])


def _as_promise(text: str, brand: str) -> str | None:
    count = len(text.split())
    if (
        not 3 <= count <= 18
        or not _BENEFIT.search(text)
        or _COMPLAINT.search(text)
        or _LEGAL.search(text)
        or text.startswith("Unlike ")
        or _CALL.search(text)
    ):
        return None
    clause = re.sub(r"^(?:yes|no|rarely|never),\s+(?:and\s+)?", "", as_clause(text), flags=re.IGNORECASE)
    return re.sub(rf"^(?:{re.escape(brand)}|we)\s+(?:is|are)\s+", "", clause, flags=re.IGNORECASE)
