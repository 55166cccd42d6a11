"""Topic ``analyzer.rescoring-advanced``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event


class RescoringAdvanced(Event):
    """Answers up to ``after`` were read again under ``extractor_version``; analyzer goes on with those behind it.

    ``after`` is null at the beginning. Each step is one message, so a process that dies goes on where it was.
    """

    topic: ClassVar[str] = "analyzer.rescoring-advanced"
    key_field: ClassVar[str] = "rescoring_id"

    rescoring_id: UUID
    website_id: UUID
    extractor_version: str
    after: UUID | None = None
    done: int = Field(ge=0)
    total: int = Field(ge=0)
    changed: int = Field(default=0, ge=0, description="Answers that have a newer reading by it, so far.")
    began_at: AwareDatetime | None = None
    ended: bool = False
