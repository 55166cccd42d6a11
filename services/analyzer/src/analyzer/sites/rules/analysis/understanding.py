"""How well each field is understood, why, and what a person must be asked."""

from collections.abc import Iterator, Sequence
from itertools import islice

from analyzer.sites.rules.analysis.model import WebsiteAnalysis
from analyzer.sites.rules.identity import CATEGORY_BAR, KIND_BAR, NAME_BAR, Identity
from analyzer.sites.rules.reading import Weighed
from common.contracts.vocabulary import FactField, SourcedText, Understood

BAR = 0.5
"""Score from which on a field is understood. Scores of name, kind and category are drawn so that their bar is here."""
REQUIRED: tuple[FactField, ...] = ("name", "kind", "category")
ONE_OF: tuple[FactField, ...] = ("offerings", "problems")
"""Of these at least one must be understood; else the first is asked for."""
LEAST_SOURCES = 2
_ALONE = 0.45
"""The most that one witness alone can say."""
_FULL = {"offerings": 3, "segments": 2, "problems": 3, "rivals": 2, "places": 1}
"""So many findings are as much as a site's own word can say of a list."""
_MOST = 0.9
_SAID: dict[str, str] = {
    "site_name": "the site's name in its markup", "application_name": "its application name", "logo": "its logo",
    "legal_name": "its legal name", "copyright": "its copyright line", "header": "its header",
    "structured": "structured data", "title": "titles", "about": "a heading about it", "subject": "its own sentences",
    "legal": "a name with legal form", "furniture": "what stands on every page", "spelled": "its domain written out",
    "domain": "its domain", "statement": "a sentence about itself", "description": "its description",
    "heading": "headings", "line": "lines of its text", "name": "its name", "spoken": "what it speaks of",
    "goods": "what it sells or makes", "cart": "a cart", "range": "words for a range", "brands sold": "brands sold",
    "own brand": "its own brand on its goods", "prices": "prices", "making": "words for making",
    "dealing": "what it says to make or sell",
    "engineering": "words of engineering", "appointment": "appointments", "software": "words for software",
    "doing": "what it does for customers", "two sides": "two sides addressed", "editorial": "editorial words",
    "giving": "gifts and volunteers", "register": "its register or legal form", "office": "words of an office",
    "host": "its domain", "given": "what was given with the website",
}  # fmt: skip


def understood(found: WebsiteAnalysis, identity: Identity, named_by_person: bool) -> tuple[Understood, ...]:
    """One row per field, in the order of the fields."""
    return tuple(_rows(found, identity, named_by_person))


def missing(found: WebsiteAnalysis) -> tuple[FactField, ...]:
    """What a person must be asked before anything is measured; empty where enough is understood."""
    scores = {each.field: each.score for each in found.understood}
    asked = [field for field in REQUIRED if scores.get(field, 0.0) < BAR]
    if all(scores.get(field, 0.0) < BAR for field in ONE_OF):
        asked.append(ONE_OF[0])
    return tuple(asked)


def _rows(found: WebsiteAnalysis, identity: Identity, by_person: bool) -> Iterator[Understood]:
    if by_person:
        reason = f"The name “{found.brand.name}” was given with the website."
        yield Understood(field="name", score=1.0, witnesses=1, reason=reason, by_person=True)
    else:
        yield _weighed("name", identity.named, NAME_BAR)
    yield _weighed("kind", identity.kinds, KIND_BAR)
    category = _weighed("category", identity.categories, CATEGORY_BAR)
    if identity.category is None and category.score >= BAR:
        reason = f"{category.reason} But what it is itself stays unclear."
        category = category.model_copy(update={"score": _ALONE, "reason": reason})
    yield category
    lists: tuple[tuple[FactField, Sequence[SourcedText]], ...] = (
        ("offerings", found.offerings), ("segments", found.target_markets), ("problems", found.problems),
    )  # fmt: skip
    for field, findings in lists:
        yield _listed(field, [each.url or "" for each in findings])
    yield _listed("rivals", [rival.url or "" for rival in found.competitors])
    yield _listed("places", [each.url or "" for each in found.places])
    known = found.language != "und"
    pages = f"Most of the text is in “{found.language}”." if known else "No page says or shows its language."
    yield Understood(field="language", score=_MOST if known else 0.0, witnesses=int(known), reason=pages)


def _weighed(field: FactField, readings: Sequence[Weighed], bar: float) -> Understood:
    if not readings:
        return Understood(field=field, score=0.0, witnesses=0, reason="Nothing on the site says it.")
    first = readings[0]
    over = first.confidence >= bar
    share = (first.confidence - bar) / (1 - bar) if over else first.confidence / bar
    score = BAR + (1 - BAR) * share if over else BAR * share
    if first.sources < LEAST_SOURCES:
        score = min(score, _ALONE)
    return Understood(
        field=field, score=round(score, 3), witnesses=first.sources, reason=_reason(first, readings, score)
    )


def _reason(first: Weighed, readings: Sequence[Weighed], score: float) -> str:
    sources = list(islice(dict.fromkeys(_SAID.get(each.source, each.source) for each in first.witnesses), 4))
    spoken = sources[0] if len(sources) == 1 else f"{', '.join(sources[:-1])} and {sources[-1]}"
    value = first.value.replace("_", " ")
    if score >= BAR:
        return f"For “{value}” speak {spoken}."
    if first.sources < LEAST_SOURCES:
        return f"Only {spoken} speaks for “{value}”."
    if first.confidence < first.strength and len(readings) > 1:
        return f"For “{value}” speak {spoken}, but others speak for “{readings[1].value.replace('_', ' ')}”."
    return f"For “{value}” speak {spoken}, which is not enough."


def _listed(field: FactField, urls: Sequence[str]) -> Understood:
    if not urls:
        return Understood(field=field, score=0.0, witnesses=0, reason="No sentence of the site names any.")
    score = min(_MOST, BAR + (_MOST - BAR) * len(urls) / _FULL[field])
    pages = len(set(urls))
    found = f"{len(urls)} found on {pages} page{'s' if pages != 1 else ''}."
    return Understood(field=field, score=round(score, 3), witnesses=len(urls), reason=found)
