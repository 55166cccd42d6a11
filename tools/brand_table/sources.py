"""What two packages say of names: brands of shops and services (name-suggestion-index), and icons (simple-icons).

Both are read from the tarballs that ``npm pack`` writes, of exactly the version that is named here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.extraction.lexicon import Kind
from brand_table.tarballs import json_in, verified

PLACES = "name-suggestion-index-8.0.20260918.tgz"
ICONS = "simple-icons-16.37.0.tgz"
SHA256 = {
    PLACES: "3ee22f0f0a99528ac9c65a57211575defd968e21fd6374e746bfd02e94422121",
    ICONS: "cd9faf0e6faa8a8fdd15e9632ab4c86fcae4b986fe552b87673149847f2f671d",
}
_COUNTRY_LETTERS = 2
_BESIDE = frozenset(
    ["advertising/totem", "amenity/atm", "amenity/vending_machine", "amenity/charging_station", "man_made/charge_point",
     "amenity/parcel_locker", "amenity/post_depot", "amenity/car_wash", "amenity/fuel", "shop/optician"]
)  # fmt: skip
"""What many kinds of firms have beside what they are."""
_RETAILERS = frozenset(
    ["amenity/pharmacy"]
    + [f"shop/{kind}" for kind in ("supermarket", "convenience", "department_store", "chemist", "doityourself",
                                   "variety_store", "wholesale", "books", "pet", "newsagent", "video_games")]
)  # fmt: skip
"""Shops of goods of many makers. Of the others (clothes, cars, shoes) nobody knows whose goods they sell."""
_SERVICES = frozenset(
    [f"amenity/{kind}" for kind in ("bank", "fast_food", "restaurant", "cafe", "cinema", "car_rental", "post_office",
                                    "money_transfer", "bicycle_rental", "pub")]
    + [f"office/{kind}" for kind in ("insurance", "telecommunication", "consulting", "financial_advisor", "logistics",
                                     "employment_agency", "tax_advisor", "estate_agent")]
    + ["leisure/fitness_centre", "tourism/hotel", "tourism/motel"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of a name. ``country``: the only one in which the source knows places of that name."""

    kind: Kind | None = None
    country: str | None = None


def checked(folder: Path, package: str) -> Path:
    """The tarball of a package in ``folder``. Raises WrongPackageError where its content is another one."""
    return verified(folder, package, SHA256[package])


def titles_of_icons(tarball: Path) -> frozenset[str]:
    """The names of all brands that have an icon."""
    return frozenset(icon["title"] for icon in json_in(tarball, "package/data/simple-icons.json"))


def facts_of_places(tarball: Path) -> dict[str, Facts]:
    """What is told of every name of a brand of places; nothing but the name where several firms have it."""
    by_name: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for tree, held in json_in(tarball, "package/dist/json/nsi.json")["nsi"].items():
        for item in held["items"] if tree.startswith("brands/") else ():
            for name in _names(item):
                by_name.setdefault(name, []).append((tree.removeprefix("brands/"), item))
    return {name: _facts(items) for name, items in by_name.items()}


def _names(item: Mapping[str, Any]) -> set[str]:
    tags = item["tags"]
    return {item["displayName"], tags.get("name"), tags.get("brand")} - {None}


def _facts(items: list[tuple[str, Mapping[str, Any]]]) -> Facts:
    firms = {item["tags"].get("brand:wikidata") for _, item in items}
    kinds = set(map(_kind, {tree for tree, _ in items} - _BESIDE))
    if len(firms) > 1 or len(kinds) != 1 or None in kinds:
        return Facts()
    places = {place for _, item in items for place in _places(item)}
    (kind,) = kinds
    only = places.pop() if len(places) == 1 else ""
    return Facts(kind, only.upper() if len(only) == _COUNTRY_LETTERS else None)


def _kind(tree: str) -> Kind | None:
    return "retailer" if tree in _RETAILERS else "service" if tree in _SERVICES else None


def _places(item: Mapping[str, Any]) -> Iterator[str]:
    """Codes of countries and regions; a circle around a point is none of them and counts as a place of its own."""
    yield from map(str, item["locationSet"]["include"])
