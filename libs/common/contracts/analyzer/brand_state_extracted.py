"""Topic ``analyzer.brand-state-extracted``."""

from typing import ClassVar

from pydantic import Field

from common.contracts.answer import AnswerContext
from common.contracts.message import Event, Open, Technical, Terms
from common.contracts.vocabulary import BrandState, Citation, Classification, Depth


class BrandStateExtracted(AnswerContext, Event):
    """One answer was read: the state of every tracked and discovered brand in it, with the context facts need.

    ``id`` is derived from answer and extractor version, and from the re-reading where there was one: a version that an
    answer had before may hold again.
    """

    topic: ClassVar[str] = "analyzer.brand-state-extracted"
    key_field: ClassVar[str] = "response_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To count how brands stand in answers: one message per answer and reading of it.",
        orders="the readings of one answer; the newest version replaces the ones before",
    )

    classification: Classification = Field(description="What the prompt is about.")
    extractor_version: Technical[str] = Field(description="Label and hash of the rules and decisions that read it.")
    refusal: bool = Field(description="The answer declines to answer; it counts as an answer that names nobody.")
    states: tuple[BrandState, ...] = Field(description="One per tracked brand, ignored included, and per brand named.")
    language: Technical[str | None] = Field(
        default=None, description="ISO 639-1, und where the text does not tell; null in readings of before this field."
    )
    depth: Open[Depth] | None = Field(
        default=None, description="How much is read in it; null in readings of before this field, which are full."
    )
    citations: tuple[Citation, ...] = Field(default=(), description="Sources the answer gives; may be empty.")
    fallback_reason: Technical[str | None] = Field(
        default=None, description="Why the rules did what a judge was configured for; null where nothing failed."
    )
