"""The gold files: what a careful reader of a site knows. Each lies beside the folder of its site's pages."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from common.contracts.vocabulary.words import BusinessKind, SiteRelation
from scoring.sites.reading import FewPages, decoded, files_of, said_in
from scoring.sites.wording import folded

FOLDER = Path(__file__).parents[3] / "examples" / "sites"
SUFFIX = ".gold.toml"
PAGES = range(6, 11)
Split = Literal["development", "blind"]
SellsTo = Literal["b2b", "b2c", "both"]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Spellings = Annotated[tuple[Word, ...], Field(min_length=1)]


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Told):
    """One thing that a reader should find, with every spelling or stem that counts as finding it."""

    accepted: Spellings


class Gold(_Told):
    """One site. Lists quote the site, except for ``topics``, ``not_customers`` and the words for categories.

    ``url``: where it would stand; pages are read relative to it. ``traps``: what makes it hard. ``name``: accepted
    spellings. ``places``: where it stands or serves. ``categories``: words with which customers look for such a
    supplier, in the site's language. ``wrong_categories``: what a bad reader would say. ``rivals``: each with its
    spellings. ``not_rivals``: other names with what they are to it. ``topics``: stems; a question that holds one is
    about what the site is about. ``not_customers``: who can't be one. ``problems``: problems solved and features, by
    the stems with which they are told.
    """

    url: Annotated[str, StringConstraints(pattern=r"^https?://[a-z0-9.-]+\.example/$")]
    split: Split
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    traps: Word
    name: Spellings
    kind: BusinessKind
    sells_to: SellsTo
    local: bool
    places: tuple[Word, ...]
    categories: Annotated[tuple[Word, ...], Field(min_length=3, max_length=10)]
    wrong_categories: Spellings
    rivals: tuple[Spellings, ...]
    not_rivals: tuple[tuple[Word, SiteRelation], ...]
    topics: Annotated[tuple[Word, ...], Field(min_length=10, max_length=25)]
    not_customers: Spellings
    offerings: Annotated[tuple[Entry, ...], Field(min_length=4, max_length=12)]
    segments: Annotated[tuple[Entry, ...], Field(min_length=2, max_length=6)]
    problems: Annotated[tuple[Entry, ...], Field(min_length=5, max_length=12)]

    def spellings(self) -> Iterator[tuple[str, str]]:
        """Every spelling that must stand on the site, with its list."""
        for name in ("offerings", "segments", "problems"):
            yield from ((name, one) for entry in getattr(self, name) for one in entry.accepted)
        yield from (("rivals", one) for rival in self.rivals for one in rival)
        yield from (("not_rivals", name) for name, _ in self.not_rivals)
        yield from (("places", place) for place in self.places)


def load_gold(file: Path) -> Gold:
    """One gold file. Raises ValidationError (a ValueError) for a field, a word or a size that is none."""
    return Gold.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def gold_files(folder: Path = FOLDER) -> dict[str, Path]:
    """The gold files by their sites' names, in the order of the names."""
    return {file.name.removesuffix(SUFFIX): file for file in sorted(folder.glob(f"*{SUFFIX}"))}


def faults(gold: Gold, pages: Path) -> list[str]:
    """What a gold file claims and its site does not hold, a sentence each."""
    try:
        files = files_of(pages)
    except FewPages as none:
        return [str(none)]
    found = [] if len(files) in PAGES else [f"{len(files)} pages: not {PAGES.start} to {PAGES.stop - 1}"]
    text = [folded(each) for file in files for each in said_in(decoded(file.read_bytes()))]
    for name, spelling in gold.spellings():
        if not any(folded(spelling).strip() in each for each in text):
            found.append(f"{name}: '{spelling}' is nowhere on the site")
    both = {folded(one) for one in gold.categories} & {folded(one) for one in gold.wrong_categories}
    found += [f"'{one.strip()}' is both an accepted and a wrong category" for one in sorted(both)]
    rivals = {folded(one) for rival in gold.rivals for one in rival}
    found += [f"'{name}' is both a rival and none" for name, _ in gold.not_rivals if folded(name) in rivals]
    return found
