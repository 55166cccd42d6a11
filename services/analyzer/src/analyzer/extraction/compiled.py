"""Brands made ready to be looked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.extraction.model import ReadState, WantedBrand
from analyzer.extraction.naming.matching.matcher import Matcher, compile_names


@dataclass(frozen=True, slots=True)
class CompiledBrands:
    """Brands that stay the same over thousands of answers: their matcher, and the state of each that is not named."""

    matcher: Matcher
    ignored: tuple[ReadState, ...]


def compile_brands(brands: Sequence[WantedBrand]) -> CompiledBrands:
    """Brands, one for each distinct name, ready to be looked for in any number of answers."""
    listed = _distinct(brands)
    return CompiledBrands(compile_names(listed), tuple(_ignored(brand.name) for brand in listed))


def _distinct(brands: Sequence[WantedBrand]) -> tuple[WantedBrand, ...]:
    merged: dict[str, WantedBrand] = {}
    for brand in brands:
        known = merged.get(brand.name)
        if known:
            both = {"aliases": known.aliases + brand.aliases, "domains": known.domains + brand.domains}
            merged[brand.name] = replace(brand, aliases=both["aliases"], domains=both["domains"])
            continue
        merged[brand.name] = brand
    return tuple(merged.values())


def _ignored(name: str) -> ReadState:
    return ReadState(name, "ignored", None, None, None, None, 1.0, (), False)
