"""Where a site says what is understood of it: findings with page and sentence, out of an analysis. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType

from brandmon_cli.shared.output import data, joined

Json = dict[str, Any]
FACTS = {
    "brand": "name",
    "business_kind": "kind",
    "primary_offerings": "offerings",
    "target_markets": "segments",
    "competitors": "rivals",
    "competitors_mentioned": "rivals",
}
"""Fields of an analysis that a person knows by another name."""
FINDINGS = (
    "primary_offerings", "features", "target_markets", "problems", "objections", "competitors_mentioned", "others",
    "places", "proposals", "value_propositions", "proof",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One finding where it stands; ``item`` is None of a field that holds one thing."""

    field: str
    item: str | None
    words: str
    url: str


def places(analysis: Json) -> list[Place]:
    """Every finding with its page: in the sentence that says it where that was kept, else in the words found."""
    found: dict[tuple[str, str | None], Place] = {}
    for place in _sentences(analysis):
        found.setdefault((place.field, place.item), place)
    words = [place for place in _sources(analysis) if (place.field, place.item) not in found]
    return sorted([*found.values(), *words], key=lambda place: place.field)


def _sentences(analysis: Json) -> Iterator[Place]:
    for name in FINDINGS:
        for each in analysis.get(name) or ():
            if each.get("evidence") and each.get("url"):
                yield Place(FACTS.get(name, name), each.get("text") or each.get("name"), each["evidence"], each["url"])


def _sources(analysis: Json) -> Iterator[Place]:
    for each in analysis.get("sources") or ():
        yield Place(FACTS.get(each["field"], each["field"]), each["item"], each["text"], each["url"])


def picture(found: Iterable[Place]) -> RenderableType:
    """The places, field by field."""
    told: list[RenderableType] = []
    field = None
    for place in found:
        if place.field != field:
            field = place.field
            told.append(data(field, "bold"))
        item = f"{place.item}: " if place.item and place.item != place.words else ""
        told.append(joined("  ", item, (f"“{place.words}”", "italic"), (f"  {place.url}", "dim")))
    return Group(*told) if told else data("No page and sentence was kept with this analysis.", "dim")
