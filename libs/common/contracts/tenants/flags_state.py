"""Topic ``tenants.flags-state``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Content, State, Technical, Terms, Value
from common.primitives.text import Kept


class FlagSet(Value):
    """One feature as it is set for an organisation."""

    name: Technical[str] = Field(max_length=100, description="The feature: a word with dots or hyphens.")
    enabled: bool = Field(description="Whether it is on.")
    config: Content[Kept] = Field(max_length=4096, description="A JSON object as text, as the feature reads it.")


class FlagsState(State):
    """Every feature that is set for an organisation, as it is now; one that is not listed is off."""

    topic: ClassVar[str] = "tenants.flags-state"
    key_field: ClassVar[str] = "organization_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know which features are on for an organisation, in requests and in work without one.",
        orders="the states of one organisation's features; the newest is all that counts",
        retention_days=None,
        visibility="internal",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    flags: tuple[FlagSet, ...] = Field(max_length=100, description="By name; none when deleted.")
