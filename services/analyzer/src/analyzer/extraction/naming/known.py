"""Brands that are known anywhere, so that a name in plain prose needs no slot around it to be discovered.

``known_brands.txt`` says where its names come from. Ordinary words among them ("Target") still need their context; the
words of ``known_words.txt`` ("Signal", "Wise") are besides known only with their capital.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from analyzer.extraction.model import BrandName
from analyzer.extraction.naming.matching.matcher import Matcher, compile_names


@lru_cache(maxsize=1)
def known_brands() -> Matcher:
    """The matcher of all known brands, made once."""
    plain = (_known(line) for line in _listed("known_brands.txt"))
    return compile_names([*plain, *(BrandName(name, exact_case=True) for name in _listed("known_words.txt"))])


def _known(line: str) -> BrandName:
    """A line: the name, and behind an equals sign other ways of writing it."""
    name, _, others = line.partition(" = ")
    return BrandName(name, tuple(others.split(", ")) if others else ())


def _listed(file: str) -> Iterator[str]:
    lines = files("analyzer.extraction.lexicon").joinpath(file).read_text("utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))
