"""Topic ``analyzer.rescoring-advanced``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Technical, Terms


class RescoringAdvanced(Event):
    """Answers up to ``after`` were read again under ``extractor_version``; analyzer goes on with those behind it.

    Each step is one message, so a process that dies goes on where it was.
    """

    topic: ClassVar[str] = "analyzer.rescoring-advanced"
    key_field: ClassVar[str] = "rescoring_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To follow a re-reading of stored answers, and to compute figures anew when it has ended.",
        orders="the steps of one re-reading",
    )

    rescoring_id: UUID = Field(description="The re-reading.")
    website_id: UUID = Field(description="The website whose answers are read again.")
    extractor_version: Technical[str] = Field(description="The version they are read under.")
    after: UUID | None = Field(default=None, description="The last answer read again; null at the beginning.")
    done: int = Field(ge=0, description="Answers looked at so far.")
    total: int = Field(ge=0, description="Answers to look at, as counted at the beginning.")
    changed: int = Field(default=0, ge=0, description="Answers that have a newer reading by it, so far.")
    began_at: AwareDatetime | None = Field(
        default=None, description="When it began (UTC); null in messages of before this field."
    )
    ended: bool = Field(default=False, description="True in the last message; the figures may be computed then.")
