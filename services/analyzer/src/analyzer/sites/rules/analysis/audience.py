"""Whom it is for, in the site's own words: "small shops", "craft sellers", "families with young children"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.sites.rules.analysis.model import Site, WebsitePage
from analyzer.sites.rules.reading.english.grammar import is_word, sentences, tokens
from analyzer.sites.rules.reading.english.words import PEOPLE, PRAISE, SITE_WORDS
from common.contracts.vocabulary import SourcedText
from common.english.nouns import is_plural, singular
from common.english.words import DETERMINERS, FUNCTION_WORDS, VERBS, words

MOST = 8
LONGEST = 4
_AGENT = re.compile(r"(?:ers|ors|ists|ians|ants|ents|ees|smiths|folk|people|men|women|preneurs|owners)$")
_NOT_AGENTS = words(
    """orders offers letters newsletters numbers papers answers matters computers printers layers covers dinners
    colours colors flavours flavors corners drawers trackers visitors doors floors errors sponsors interiors filters
    folders headers footers stickers posters banners flyers layers rollers trailers boilers servers routers browsers
    users' winters summers members' chapters characters parameters centers centers meters liters kilometers
    shoulders fingers flowers powers towers showers drivers' documents payments appointments events contents
    students' accounts components elements moments statements departments apartments investments treatments
    ingredients assessments shipments refunds talents accidents comments arguments improvements supplements
    discounts amounts variants plants restaurants' reminders vouchers followers senders bowlers reports sports
    vendors' invoices fees employees' trees committees guarantees coffees degrees lists"""
)
_ANYBODY = words("""customers clients people users visitors members readers buyers others lovers everyone men women""")
_COUNTS = words(
    """one two three four five six seven eight nine ten other different multiple several various such fellow"""
)
_LEADS = re.compile(
    r"\b(?:(?:made|built|designed|created|meant|perfect|ideal|great|suitable|intended|crafted|tailored|right|best|"
    r"especially|just)\s+for|used\s+by|trusted\s+by|loved\s+by|chosen\s+by|advis(?:e|es|ing)|suppl(?:y|ies|ying)|"
    r"serv(?:e|es|ing)|helps?|help(?:s|ing)?|"
    r"support(?:s|ing)?|teach(?:es|ing)?|represent(?:s|ing)?|for)\s+",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:made|built|designed|created|meant|ideal|perfect|used|trusted|tailored|crafted)\b", re.IGNORECASE
)
_WHO = re.compile(r"^(?:who|for whom|whom)\b.*\b(?:for|uses?|help|serve|work with)\b", re.IGNORECASE)
_WHETHER = re.compile(r"\bwhether\s+you(?:'re|’re|\s+are)\s+(?:an?\s+)?", re.IGNORECASE)


@dataclass(slots=True)
class _Found:
    source: SourcedText
    score: float


def find_target_markets(site: Site) -> tuple[SourcedText, ...]:
    """Groups of people or organisations that the site says it is for, the most supported first."""
    found: dict[str, _Found] = {}
    for page in site.pages:
        for text, evidence, weight in _texts(page):
            for group in audiences(text):
                _note(found, group, SourcedText(text=group, url=page.url, evidence=evidence), weight)
    whole = "\n".join(page.text.lower() for page in site.pages)
    for each in found.values():
        each.score += min(whole.count(each.source.text.lower()), 10) * 0.3
    ranked = sorted(_distinct(found), key=lambda each: (-each.score, each.source.text))
    return tuple(each.source for each in ranked[:MOST])


def _note(found: dict[str, _Found], group: str, source: SourcedText, weight: float) -> None:
    key = " ".join(singular(word) for word in group.lower().split())
    if key in found:
        found[key].score += weight / 2
    else:
        found[key] = _Found(source, weight)


def _distinct(found: dict[str, _Found]) -> list[_Found]:
    """Without groups that are only the last words of a better supported one ("shops" beside "small shops")."""
    kept = []
    for key, each in found.items():
        longer = [other for name, other in found.items() if name != key and name.endswith(f" {key}")]
        if not any(other.score >= each.score * 0.6 for other in longer):
            kept.append(each)
    return kept


def _texts(page: WebsitePage) -> Iterator[tuple[str, str, float]]:
    """Text to search, the words to show as evidence, weight."""
    front = page.page_type in ("homepage", "about", "product", "service")
    if page.title:
        yield page.title, page.title, 4.0 if front else 1.5
    if page.meta_description:
        yield page.meta_description, page.meta_description, 4.0 if front else 1.5
    yield from ((heading, heading, 2.0 if front else 0.5) for heading in page.headings)
    yield from _listed(page)
    for sentence in sentences(page.text):
        strong = 1.0 if _STRONG.search(sentence) else 0.0
        yield sentence, sentence, (2.0 if front else 0.4) + strong


def _listed(page: WebsitePage) -> Iterator[tuple[str, str, float]]:
    """The lines below a heading such as "Who it is for"; each begins with the group."""
    under = False
    headings = set(page.headings)
    for line in page.text.splitlines():
        if line in headings:
            under = _WHO.match(line) is not None
        elif under and line.strip():
            own = line.lstrip("-•* ")
            yield f"for {own}", own, 3.5


def audiences(text: str) -> Iterator[str]:
    """Every group named behind "for", "made for", "used by", "helps" ... in one text, lists included."""
    flat = text.replace("’", "'")
    for lead in (*_LEADS.finditer(flat), *_WHETHER.finditer(flat)):
        if not re.search(
            r"\b(?:search|look|wait|pay|charge|ask|care|thank)\w*\s+$", flat[: lead.start()], re.IGNORECASE
        ):
            yield from _groups(tokens(flat[lead.end() :]))
    listed = re.search(r":\s+(?P<rest>[a-z][^.:;]*,[^.:;]*\band\b[^.:;]*)", flat)
    if listed and (_LEADS.search(flat[: listed.start()]) or re.search(r"\b(?:business|client|customer)", flat)):
        yield from _groups(tokens(listed["rest"]))


def _groups(rest: list[str]) -> Iterator[str]:
    """Noun phrases of a list, as long as they are people or organisations; the first that is not ends it."""
    phrase: list[str] = []
    for at, token in enumerate([*rest, "."]):
        low = token.lower()
        if is_word(token) and low not in FUNCTION_WORDS and not token[0].isdigit():
            phrase.append(token)
            continue
        if low in DETERMINERS and not phrase:
            continue
        group = _group(phrase)
        if group is None:
            return
        yield group
        phrase = []
        follows = rest[at + 1].lower() if at + 1 < len(rest) else ""
        if (token not in (",", "&", ":") and low not in ("and", "or")) or follows in ("who", "that", "to"):
            return


def _group(phrase: list[str]) -> str | None:
    """The group that ``phrase`` names, praise left out; None where its head is neither people nor organisation."""
    for end, token in enumerate(phrase, start=1):
        following = phrase[end : end + 1]
        if _is_group_noun(token) and not (following and _is_group_noun(following[0])):
            kept = [word for word in phrase[:end] if word.lower() not in PRAISE - {"independent", "local"} | _COUNTS]
            if len(kept) > 1 and (kept[0].lower() in VERBS or (kept[0].lower().endswith("ing") and len(kept) > 2)):
                return None  # "for identifying buyers": an activity, not a group
            named = all(word[0].isupper() for word in kept[:-1]) and len(kept) > 1 and kept[-1][0].isupper()
            if (
                0 < len(kept) <= LONGEST
                and not named
                and " ".join(kept).lower() not in _ANYBODY
                and kept[-1].lower() not in SITE_WORDS
            ):
                return " ".join(word if word.isupper() or (index and word[0].isupper()) else word.lower()
                                for index, word in enumerate(kept))  # fmt: skip
            return None
    return None


def _is_group_noun(token: str) -> bool:
    low = token.lower()
    if low in ("people", "men", "women", "children", "parents", "couples", "families"):
        return True
    if not is_plural(low):
        return False
    return singular(low) in PEOPLE or (len(low) > 5 and low not in _NOT_AGENTS and _AGENT.search(low) is not None)
