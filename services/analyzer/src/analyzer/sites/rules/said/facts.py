"""The fields a person may correct, each with the form of its value."""

import re
import unicodedata
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from analyzer.sites.rules.analysis import WebsiteAnalysis
from common.contracts.vocabulary import BusinessKind, BusinessModel, BuyerKind, FactField
from common.primitives.text import NAME_LENGTH, Given

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060-\u2064\ufeff]")
"""What comes along with copied text and is not seen; it is taken out. Joiners stay: scripts and emoji need them."""


def _seen(value: Any) -> Any:
    return _UNSEEN.sub("", value) if isinstance(value, str) else value


def _says_something(text: str) -> str:
    if not any(unicodedata.category(character)[0] in "LNS" for character in text):
        raise ValueError("The text holds neither a letter nor a number nor a sign")
    return text


_Seen, _Telling = BeforeValidator(_seen), AfterValidator(_says_something)
Name = Annotated[str, Given(NAME_LENGTH), _Seen, _Telling]
Text = Annotated[str, Given(500), _Seen, _Telling]
Host = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}$"), Given(253)]
Code = Annotated[str, StringConstraints(strip_whitespace=False, pattern=r"^[a-z]{2,3}$"), Given(3)]
MOST = 50
FACT_FIELDS: tuple[FactField, ...] = get_args(FactField)


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SaidName(_Said):
    """What the business is called."""

    name: Name
    aliases: tuple[Name, ...] = Field(default=(), max_length=MOST)


class SaidKind(_Said):
    """What kind of business it is, who buys, and whether customers look for it by its place. None: as it was read."""

    kind: BusinessKind
    business_model: BusinessModel | None = None
    local: bool | None = None


class SaidCategory(_Said):
    """The words in which customers look for such a supplier, in the plural."""

    text: Name
    singular: Name | None = None
    terms: tuple[Name, ...] = Field(default=(), max_length=MOST)


class SaidOffering(_Said):
    """One thing that is sold or done."""

    text: Text
    features: tuple[Text, ...] = Field(default=(), max_length=MOST)
    price: Name | None = None


class SaidSegment(_Said):
    """One group of customers."""

    text: Text
    buyer: BuyerKind | None = None
    role: Name | None = None
    size: Name | None = None


class SaidRival(_Said):
    """A rival, with what else it is called."""

    name: Name
    aliases: tuple[Name, ...] = Field(default=(), max_length=MOST)
    domains: tuple[Host, ...] = Field(default=(), max_length=MOST)


class SaidRivals(_Said):
    """Rivals beside those that the site names, and names on the site that are none."""

    added: tuple[SaidRival, ...] = Field(default=(), max_length=MOST)
    removed: tuple[Name, ...] = Field(default=(), max_length=MOST)


class Facts(_Said):
    """What people said, field by field; None: nobody said anything, the site's word holds."""

    name: SaidName | None = None
    kind: SaidKind | None = None
    category: SaidCategory | None = None
    offerings: tuple[SaidOffering, ...] | None = Field(default=None, max_length=MOST)
    segments: tuple[SaidSegment, ...] | None = Field(default=None, max_length=MOST)
    problems: tuple[Text, ...] | None = Field(default=None, max_length=MOST)
    rivals: SaidRivals | None = None
    places: tuple[Name, ...] | None = Field(default=None, max_length=MOST)
    language: Code | None = None

    @property
    def fields(self) -> tuple[FactField, ...]:
        """The fields of which something was said."""
        return tuple(name for name in FACT_FIELDS if getattr(self, name) is not None)


def values_of(found: WebsiteAnalysis) -> dict[FactField, Any]:
    """What an analysis holds, in the form in which people say it; a field of which nothing is known is null."""
    best = found.proposals[0] if found.proposals else None
    scored = any(each.field == "category" for each in found.understood)
    return {
        "name": {"name": found.brand.name, "aliases": list(found.brand.aliases)},
        "kind": {"kind": found.business_kind, "business_model": found.business_model, "local": found.local}
        if found.business_kind
        else None,
        "category": {
            "text": found.category,
            "singular": best.singular if best else None,
            "terms": list(best.terms) if best else [],
        }
        if best or not scored
        else None,
        "offerings": [each.model_dump(include={"text", "features", "price"}) for each in found.offerings],
        "segments": [each.model_dump(include={"text", "buyer", "role", "size"}) for each in found.target_markets],
        "problems": [each.text for each in found.problems],
        "rivals": [each.model_dump(include={"name", "aliases", "domains"}) for each in found.competitors],
        "places": [each.text for each in found.places],
        "language": found.language,
    }
