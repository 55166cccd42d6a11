"""Brands that are known anywhere, so that a name in plain prose needs no slot around it to be discovered.

``known_brands.txt`` says where its names come from. Ordinary words among them ("Target") still need their context.
"""

from functools import lru_cache
from importlib.resources import files

from analyzer.extraction.matcher import Matcher, compile_names
from analyzer.extraction.model import BrandName


@lru_cache(maxsize=1)
def known_brands() -> Matcher:
    """The matcher of all known brands, made once."""
    listed = files("analyzer.extraction").joinpath("known_brands.txt").read_text("utf-8")
    return compile_names(BrandName(name) for name in listed.splitlines() if name and not name.startswith("#"))
