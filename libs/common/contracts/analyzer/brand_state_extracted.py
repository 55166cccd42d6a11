"""Topic ``analyzer.brand-state-extracted``."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event
from common.contracts.vocabulary import BrandState, Citation, Classification


class BrandStateExtracted(Event):
    """One answer was read: the state of every tracked and discovered brand in it, with the context facts need.

    ``id`` is derived from answer and extractor version.
    """

    topic: ClassVar[str] = "analyzer.brand-state-extracted"
    key_field: ClassVar[str] = "response_id"

    website_id: UUID
    audit_id: UUID
    run_id: UUID
    icp_id: UUID
    icp_name: str
    conversation_id: UUID
    core: bool
    prompt_id: UUID
    prompt_text: str
    turn: int = Field(ge=1)
    repeat: int = Field(ge=1)
    response_id: UUID
    provider: str
    requested_model: str
    actual_model: str
    answered_at: AwareDatetime
    classification: Classification
    extractor_version: str
    refusal: bool
    states: tuple[BrandState, ...]
    language: str | None = Field(default=None, description="ISO 639-1, und where the text does not tell.")
    depth: Literal["full", "rank", "mention"] | None = Field(default=None, description="How much is read in it.")
    citations: tuple[Citation, ...] = ()
    fallback_reason: str | None = Field(default=None, description="Why the rules did what a judge was configured for.")
