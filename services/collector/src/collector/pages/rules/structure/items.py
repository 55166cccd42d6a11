"""The items of a page's structured data, as far as an analysis needs them. Pure."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from collector.pages.rules.listed import listed
from collector.pages.rules.structure.linked_data import NODE_LIMIT, Node, json_ld, microdata
from collector.pages.rules.text import clean, one_line
from common.contracts.vocabulary import StructuredItem

ITEM_LIMIT = 200
TEXT_CHARACTERS = 1_000
_ORGANIZATIONS = listed("items", "organizations")
_NEVER = listed("items", "never")
_OUTSIDE = frozenset(
    ("review", "reviews", "comment", "author", "creator", "itemReviewed", "aggregateRating", "sponsor")
)
_OWN_PLACES = frozenset(("publisher", "mainEntity", "about", "provider", "isPartOf", "sourceOrganization"))
_MARKUP = re.compile(r"<[^<>]{1,500}>")


@dataclass(frozen=True, slots=True)
class Found:
    """What a page's structured data says: items, whose page it is, and where the page stands within the site."""

    items: tuple[StructuredItem, ...] = ()
    publishers: tuple[str, ...] = ()
    breadcrumbs: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reader:
    """Goes through the nodes from the top; ``own`` where a node is about the page's owner by its place."""

    items: dict[StructuredItem, None] = field(default_factory=dict)
    publishers: dict[str, None] = field(default_factory=dict)
    breadcrumbs: list[str] = field(default_factory=list)
    named: dict[str, Node] = field(default_factory=dict)

    def read(self, tops: list[Node]) -> None:
        self.named = {str(node["@id"]): node for node in tops if node.get("@id") and len(node) > 2}
        pending: list[tuple[Any, bool, Node]] = [(node, True, {}) for node in reversed(tops)]
        seen = 0
        while pending and seen < NODE_LIMIT and len(self.items) < ITEM_LIMIT:
            value, own, offer = pending.pop()
            seen += 1
            if isinstance(value, list):
                pending.extend((each, own, offer) for each in reversed(value[:NODE_LIMIT]))
            elif isinstance(value, dict):
                self._take(value, own, offer)
                inner = [(each, key in _OWN_PLACES, _offer_of(value, key)) for key, each in _inside(value)]
                pending.extend(reversed(inner))

    def _take(self, node: Node, own: bool, offer: Node) -> None:
        types = types_of(node)
        if "BreadcrumbList" in types and not self.breadcrumbs:
            self.breadcrumbs = list(_crumbs(node))
        name = text_of(node.get("name"))
        if own and name and set(types) & (_ORGANIZATIONS | {"WebSite"}):
            self.publishers.setdefault(name)
        kept = next((each for each in types if each not in _NEVER), None)
        if kept is None:
            return
        item = self._question(node) if kept == "Question" else self._item(kept, node, offer)
        if item is not None and (item.name or item.description):
            self.items.setdefault(item)

    def _question(self, node: Node) -> StructuredItem | None:
        answer = _first(node.get("acceptedAnswer"))
        said = text_of(answer.get("text") if isinstance(answer, dict) else answer)
        asked = text_of(node.get("name") or node.get("text"))
        return StructuredItem(type="Question", name=asked, description=said) if asked and said else None

    def _item(self, type_: str, node: Node, offer: Node) -> StructuredItem:
        offers = [offer, *_all(node.get("offers")), *_all(node.get("makesOffer"))]
        price, currency = next((found for each in offers if (found := _price(each))[0]), (None, None))
        address = self._resolved(node.get("address") or _inner(node.get("location"), "address"))
        country = address.get("addressCountry") if isinstance(address, dict) else None
        return StructuredItem(
            type=type_[:TEXT_CHARACTERS],
            name=text_of(node.get("name")),
            description=text_of(node.get("description") or node.get("slogan")),
            brand=name_of(self._resolved(node.get("brand") or node.get("manufacturer"))),
            category=name_of(node.get("category") or node.get("applicationCategory") or node.get("serviceType"))
            or name_of(node.get("servesCuisine")),
            price=price,
            currency=currency,
            place=_place(address),
            country=name_of(country),
            audience=_audience(node.get("audience")),
        )

    def _resolved(self, value: Any) -> Any:
        value = _first(value)
        if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
            return self.named.get(str(value.get("@id")), value)
        return value


def items_of(tree: Any) -> Found:
    """Read the JSON-LD and the microdata of a page."""
    reader = _Reader()
    reader.read([*json_ld(tree), *microdata(tree)])
    return Found(tuple(reader.items), tuple(reader.publishers), tuple(reader.breadcrumbs))


def types_of(node: Node) -> list[str]:
    """The types of a node, without their vocabulary's address."""
    return [str(each).rstrip("/#").rpartition("/")[2].removeprefix("schema:") for each in _all(node.get("@type"))]


def text_of(value: Any) -> str | None:
    """A value as text on one line, HTML in it read as text; None where it is none."""
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = clean(str(value)[: 8 * TEXT_CHARACTERS])
    if "<" in text or "&" in text:
        text = html.unescape(_MARKUP.sub(" ", html.unescape(text)))
    return one_line(clean(text))[:TEXT_CHARACTERS].strip() or None


def name_of(value: Any) -> str | None:
    """The name of a node, or the value where it is a text; several in one line. No addresses."""
    names = (text_of(each.get("name") if isinstance(each, dict) and "name" in each else each) for each in _all(value))
    said = [name for name in names if name and not name.startswith(("http://", "https://"))]
    return ", ".join(dict.fromkeys(said[:10]))[:TEXT_CHARACTERS] or None


def _inside(node: Node) -> Iterator[tuple[str, Any]]:
    for key, value in list(node.items())[:500]:
        if key not in _OUTSIDE and key not in ("@graph", "@context") and isinstance(value, dict | list):
            yield key, value


def _offer_of(node: Node, key: str) -> Node:
    """An offer's price is that of what is offered."""
    return node if key == "itemOffered" else {}


def _price(offer: Any) -> tuple[str | None, str | None]:
    if not isinstance(offer, dict):
        return None, None
    inner = _first(offer.get("priceSpecification"))
    detailed = inner if isinstance(inner, dict) else {}
    price = text_of(offer.get("price")) or text_of(offer.get("lowPrice")) or text_of(detailed.get("price"))
    return price, text_of(offer.get("priceCurrency")) or text_of(detailed.get("priceCurrency"))


def _place(address: Any) -> str | None:
    if not isinstance(address, dict):
        return None
    return name_of(address.get("addressLocality")) or name_of(address.get("addressRegion"))


def _audience(value: Any) -> str | None:
    value = _first(value)
    if not isinstance(value, dict):
        return text_of(value)
    return text_of(value.get("audienceType")) or text_of(value.get("name"))


def _crumbs(node: Node) -> Iterator[str]:
    steps = [each for each in _all(node.get("itemListElement")) if isinstance(each, dict)]
    for step in sorted(steps, key=lambda each: _position(each.get("position")))[:12]:
        name = text_of(step.get("name")) or text_of(_inner(step.get("item"), "name"))
        if name:
            yield name


def _position(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):  # JSON's integers have no bound
        return 99.0


def _inner(value: Any, key: str) -> Any:
    value = _first(value)
    return value.get(key) if isinstance(value, dict) else None


def _first(value: Any) -> Any:
    return (value[0] if value else None) if isinstance(value, list) else value


def _all(value: Any) -> list[Any]:
    return value[:NODE_LIMIT] if isinstance(value, list) else [] if value is None else [value]
