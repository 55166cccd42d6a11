"""What a page's markup says beside its text, and what is understood of a business from all of it."""

from pydantic import Field

from common.contracts.message import Content, Open, Technical, Value
from common.contracts.vocabulary.prompts import SourcedText
from common.contracts.vocabulary.words import BlockKind, BuyerKind, FactField, MarkKind, SiteRelation


class Mark(Value):
    """A place in which a page says whose it is."""

    kind: Open[MarkKind] = Field(description="Which place; an unknown word is a place like any other.")
    text: Content[str] = Field(description="What stands there, on one line.")


class StructuredItem(Value):
    """One item of a page's structured data (JSON-LD, microdata), as far as an analysis needs it."""

    type: Content[str] = Field(description="Its schema.org type, such as Product; a question of a FAQ is a Question.")
    name: Content[str | None] = Field(default=None, description="Its name; of a question, the question.")
    description: Content[str | None] = Field(default=None, description="Its description; of a question, the answer.")
    brand: Content[str | None] = Field(default=None, description="Whose product it is; null where it says nothing.")
    category: Content[str | None] = Field(default=None, description="Its category, in the site's words.")
    price: Content[str | None] = Field(default=None, description="Its price as it stands there, without currency.")
    currency: Technical[str | None] = Field(default=None, description="ISO 4217 code of the price.")
    place: Content[str | None] = Field(default=None, description="Town or region of its address; null without one.")
    country: Technical[str | None] = Field(default=None, description="Country of its address, as it stands there.")
    audience: Content[str | None] = Field(default=None, description="For whom it is; null where it says nothing.")


class Block(Value):
    """One block of a page's content in reading order: a heading, a paragraph, an item of a list, a row of a table."""

    kind: Open[BlockKind] = Field(description="What the block is; treat an unknown word as paragraph.")
    level: int | None = Field(default=None, ge=1, le=6, description="Of a heading, 1 to 6; null else.")
    text: Content[str] = Field(description="Its text on one line; cells of a table's row are parted by ' | '.")


class PageStructure(Value):
    """What a page's markup says beside its text. Each list is in the page's order and may be empty."""

    full_title: Content[str | None] = Field(default=None, description="The title element, whole; null without one.")
    marks: tuple[Mark, ...] = Field(default=(), description="Where the page says whose it is.")
    items: tuple[StructuredItem, ...] = Field(default=(), description="Its structured data.")
    navigation: Content[tuple[str, ...]] = Field(default=(), description="The labels of its navigation.")
    breadcrumbs: Content[tuple[str, ...]] = Field(default=(), description="Where it stands within the site, top first.")
    footer: Content[tuple[str, ...]] = Field(default=(), description="The lines of its footer.")
    outline: tuple[Block, ...] = Field(default=(), description="Its content, block by block, comments left out.")


class Offering(SourcedText):
    """Something the business sells or does."""

    features: Content[tuple[str, ...]] = Field(default=(), description="What it can or consists of; may be empty.")
    price: Content[str | None] = Field(default=None, description="Its price as the site says it; null without one.")


class Segment(SourcedText):
    """A group of customers whom the business is for."""

    buyer: Open[BuyerKind] | None = Field(default=None, description="What kind of customer that is; null: not clear.")
    role: Content[str | None] = Field(default=None, description="Who there looks for it; null where nobody is named.")
    size: Content[str | None] = Field(default=None, description="How large they are, in the site's words; null: any.")


class NamedOther(SourcedText):
    """A name on the site that is neither its own nor a rival's; ``text`` is the name."""

    relation: Open[SiteRelation] = Field(description="What it is to the business; treat an unknown word as other.")


class CategoryProposal(SourcedText):
    """Words in which customers may look for such a supplier; ``text`` is in the plural where the language has one."""

    singular: Content[str | None] = Field(default=None, description="The same of one supplier; null: as in text.")
    terms: Content[tuple[str, ...]] = Field(default=(), description="Other words for the same; may be empty.")
    row: Technical[str | None] = Field(
        default=None, description="Row of the packaged taxonomy; null: the site's words."
    )
    score: float = Field(ge=0, le=1, description="How much speaks for it, 0 to 1; not a probability.")


class Understood(Value):
    """How well one field is understood."""

    field: Open[FactField] = Field(description="Which field.")
    score: float = Field(ge=0, le=1, description="0: not at all, 1: as sure as a person's own word.")
    witnesses: int = Field(ge=0, description="How many independent places speak for it.")
    reason: Content[str] = Field(description="Why so much and no more, one sentence for a person.")
    by_person: bool = Field(default=False, description="True where a person said so; the site's word does not count.")
