"""Names that two brands of a website claim: an answer could not tell which of the two is meant. Pure."""

from collections.abc import Iterator

from analyzer.sites.rules.analysis import WebsiteAnalysis
from analyzer.sites.rules.said.facts import Facts


def claimed_twice(value: WebsiteAnalysis, new: Facts) -> tuple[str, str, str] | None:
    """A name that is said now and that two brands of ``value`` have, with both of them; None where there is none.

    ``value``: the analysis with everything that was said; ``new``: the fields that are said now.
    """
    said = {_key(name) for name in _names(new)}
    owners: dict[str, str] = {}
    brands = [value.brand, *(each.brand() for each in value.competitors)]
    for brand in brands:
        for name in dict.fromkeys((brand.name, *brand.aliases)):
            other = owners.setdefault(_key(name), brand.name)
            if other != brand.name and _key(name) in said:
                return name, other, brand.name
    return None


def _names(new: Facts) -> Iterator[str]:
    if new.name is not None:
        yield from (new.name.name, *new.name.aliases)
    for rival in new.rivals.added if new.rivals is not None else ():
        yield from (rival.name, *rival.aliases)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
