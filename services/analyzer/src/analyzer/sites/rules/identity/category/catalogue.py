"""The packaged taxonomy as the category asks it: which kinds of business words name, and what those are called."""

from dataclasses import dataclass
from typing import Protocol

from common.contracts.vocabulary import BusinessKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of business in one language: what one and several are called, and other words for them."""

    row: str
    kind: BusinessKind | None
    one: str
    many: str
    terms: tuple[str, ...] = ()


class Catalogue(Protocol):
    """What the taxonomy answers."""

    def named(self, phrase: str, language: str) -> Entry | None:
        """The kind of business that ``phrase`` names, as a name or another word for it; None where it names none."""
        ...

    def of_type(self, schema_type: str, language: str) -> Entry | None:
        """The kind of business that a schema.org type says; None where it says none in particular."""
        ...


class Nothing:
    """A catalogue of nothing: every word is the site's own."""

    def named(self, phrase: str, language: str) -> Entry | None:
        """None."""
        del phrase, language

    def of_type(self, schema_type: str, language: str) -> Entry | None:
        """None."""
        del schema_type, language


CATALOGUE: Catalogue = Nothing()
