"""What a model that reads a site answers with. Every statement quotes the page, or is dropped."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from common.contracts.vocabulary import BusinessKind, BusinessModel, BuyerKind, SiteRelation

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Quote = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
MOST = 15


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Quoted(_Answer):
    """A statement and the words of a page that say it."""

    text: Words
    quote: Quote


class QuotedCategory(Quoted):
    """What customers call such a supplier: ``text`` in the plural."""

    singular: Words | None = None
    terms: tuple[Words, ...] = Field(default=(), max_length=MOST)


class QuotedOffering(Quoted):
    """One thing that is sold or done."""

    features: tuple[Words, ...] = Field(default=(), max_length=MOST)
    price: Words | None = None


class QuotedSegment(Quoted):
    """One group of customers."""

    buyer: BuyerKind | None = None
    role: Words | None = None
    size: Words | None = None


class QuotedRelation(Quoted):
    """A name that is no rival's."""

    relation: SiteRelation


class ReadByModel(_Answer):
    """A site as a model read it."""

    name: Quoted
    kind: BusinessKind
    business_model: BusinessModel
    local: bool = False
    category: QuotedCategory
    other_categories: tuple[QuotedCategory, ...] = Field(default=(), max_length=4)
    summary: Words
    places: tuple[Quoted, ...] = Field(default=(), max_length=MOST)
    offerings: tuple[QuotedOffering, ...] = Field(default=(), max_length=MOST)
    features: tuple[Quoted, ...] = Field(default=(), max_length=MOST)
    segments: tuple[QuotedSegment, ...] = Field(default=(), max_length=MOST)
    problems: tuple[Quoted, ...] = Field(default=(), max_length=MOST)
    objections: tuple[Quoted, ...] = Field(default=(), max_length=MOST)
    proof: tuple[Quoted, ...] = Field(default=(), max_length=MOST)
    rivals: tuple[Quoted, ...] = Field(default=(), max_length=MOST)
    others: tuple[QuotedRelation, ...] = Field(default=(), max_length=MOST)
