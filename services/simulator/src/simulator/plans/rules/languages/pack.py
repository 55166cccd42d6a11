"""A language as data: roles, frames, what is said of each kind of conversation. Read once, from beside this file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from common.contracts.vocabulary import BuyerKind, FunnelStage, Register

FOLDER = Path(__file__).parent
LANGUAGES = frozenset(each.parent.name for each in FOLDER.glob("*/kinds.toml"))
"""ISO 639-1 codes of the languages that the rules can plan in."""

Trade = Literal["goods", "software", "service", "venue", "cause"]
Voice = Literal["I", "we"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A turn with slots, and where it may be said."""

    text: str
    by: tuple[Register, ...] = ()
    of: tuple[Trade, ...] = ()
    not_of: tuple[Trade, ...] = ()
    after: tuple[str, ...] = ()
    voice: Voice | None = None

    def suits(self, writing: str, trade: Trade, *, alone: bool) -> bool:
        """Whether somebody who writes so may say it of what is sold; ``alone``: a person, who says I."""
        said = not self.by or writing in self.by
        sold = (not self.of or trade in self.of) and trade not in self.not_of
        return said and sold and not (alone and self.voice == "we")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of conversation is for, in templates."""

    topic: str
    context: str
    outcome: str
    reason: str = ""
    """Empty where it is always a person's word that is the reason."""
    stage: FunnelStage | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """Who looks for a supplier: what is known of such a person, and how one speaks."""

    id: str
    sector: str
    buyer: BuyerKind
    size: Literal["small", "large", "any"]
    stage: FunnelStage
    writing: Register
    basis: str
    name: str
    about: str
    trigger: str
    pains: tuple[str, ...]
    goals: tuple[str, ...]
    motivations: tuple[str, ...]
    doubts: tuple[str, ...]
    criteria: tuple[str, ...]
    sources: tuple[str, ...]
    threads: tuple[tuple[str, ...], ...]
    turns: tuple[str, ...]
    small: bool = False
    open: bool = False
    seniority: str | None = None
    age: str | None = None
    titles: tuple[str, ...] = ()
    words: str = ""
    needs: str = ""
    avoid: str = ""

    @property
    def speaks_for_firms(self) -> bool:
        """Whether the role buys for others than itself and its household."""
        return self.buyer not in ("person", "household")

    @property
    def alone(self) -> bool:
        """Whether the role speaks for itself only."""
        return self.buyer == "person"

    def speaks_of(self, text: str) -> bool:
        """Whether ``text`` names the group of customers that the role stands for."""
        return bool(self.words) and re.search(rf"\b(?:{self.words})\b", text, re.IGNORECASE) is not None

    def avoids(self, text: str) -> bool:
        """Whether nobody of this role would ask about ``text``."""
        return bool(self.avoid) and re.search(rf"\b(?:{self.avoid})", text, re.IGNORECASE) is not None

    def is_needed_by(self, texts: str) -> bool:
        """Whether what a site says leaves room for the role; only some roles ask for a word."""
        return not self.needs or re.search(rf"\b(?:{self.needs})", texts, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of trade; of what it is told by."""

    name: str
    of: Trade
    rows: tuple[str, ...] = ()
    words: str = ""
    kinds: tuple[str, ...] = ()
    models: tuple[str, ...] = ()

    @property
    def by_words(self) -> bool:
        """Whether rows or words tell it, not the kind of business alone."""
        return bool(self.rows or self.words)

    def told_by(self, row: str | None, said: str) -> bool:
        """Whether a row or the words of a category tell this field."""
        by_row = row is not None and any(re.match(each, row) for each in self.rows)
        return by_row or (bool(self.words) and re.search(self.words, said, re.IGNORECASE) is not None)

    def fits(self, kind: str, model: str) -> bool:
        """Whether a business of this kind, which sells to these, belongs here where nothing else tells."""
        return (not self.kinds or kind in self.kinds) and (not self.models or model in self.models)


@dataclass(frozen=True, slots=True)
class Pack:
    """One language."""

    language: str
    roles: Mapping[str, Role]
    frames: Mapping[str, tuple[Frame, ...]]
    later: tuple[Frame, ...]
    kinds: Mapping[str, Kind]
    words: Mapping[str, Mapping[str, Any]]
    notes: Mapping[str, str]

    def names(self, group: str, pattern: str, text: str) -> bool:
        """Whether ``text`` holds what one of the language's patterns looks for."""
        return re.search(self.words[group][pattern], text, re.IGNORECASE) is not None


@lru_cache(maxsize=8)
def pack_of(language: str) -> Pack:
    """The pack of a language of ``LANGUAGES``. Raises KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    folder = FOLDER / language
    kinds = _read(folder / "kinds.toml")
    openings = _read(folder / "openings.toml")
    return Pack(
        language=language,
        roles=_roles(folder / "roles"),
        frames={kind: _frames(table) for kind, table in openings.items()},
        later=_frames(_read(folder / "later.toml")),
        notes=kinds.pop("notes"),
        kinds={name: Kind(**table) for name, table in kinds.items()},
        words=_read(folder / "words.toml"),
    )


@lru_cache(maxsize=1)
def sectors() -> tuple[Sector, ...]:
    """The fields of trade, the first that holds counting."""
    return tuple(Sector(**_frozen(table)) for table in _read(FOLDER / "sectors.toml")["sector"])


def _roles(folder: Path) -> dict[str, Role]:
    said: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml")):
        said |= _read(path)
    roles = {}
    for sector, listed in _read(FOLDER / "roles.toml").items():
        for role_id, facts in listed.items():
            roles[role_id] = Role(id=role_id, sector=sector, **_frozen(facts | said[role_id]))
    return roles


def _frames(table: Mapping[str, Any]) -> tuple[Frame, ...]:
    return tuple(Frame(**_frozen(each)) for each in table["frames"])


def _frozen(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(each) if isinstance(each, list) else each for each in values)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def code_of(tag: str) -> str:
    """A language tag without the country, in lower case: de for de-AT."""
    return tag.strip().lower().replace("_", "-").split("-")[0]
