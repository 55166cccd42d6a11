"""The shape every message shares, and the registry of all of them."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal, Self, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from common.ids import uuid7

Kind = Literal["event", "command", "reply"]
Body = dict[str, Any]
Upcast = Callable[[Body], Body]

NO_TENANT = UUID(int=0)
"""The tenant of facts that belong to no organisation, such as a new user."""


class Value(BaseModel):
    """A part of a message: immutable; fields added by a newer producer are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Message(Value):
    """One message of the published language.

    ``topic`` is ``<producer>.<name-in-kebab-case>``; ``key_field`` names the field with the aggregate's id, which is
    the Kafka key, within which order is kept. ``id`` is at once event id, header ``ce_id``, inbox key and span link.
    """

    topic: ClassVar[str]
    version: ClassVar[int] = 1
    kind: ClassVar[Kind] = "event"
    key_field: ClassVar[str]
    partitions: ClassVar[int] = 3
    upcasts: ClassVar[Mapping[int, Upcast]] = {}
    """Per earlier version, what makes the JSON body of that version one of the next: a topic keeps messages for weeks,
    and what was written before a release is read after it. The body may be changed in place."""

    id: UUID = Field(default_factory=uuid7, description="Id of this message; a redelivery carries the same one.")
    tenant_id: UUID = Field(description="The organisation whose data this is.")
    occurred_at: AwareDatetime = Field(default_factory=lambda: datetime.now(UTC), description="When it happened (UTC).")

    @property
    def key(self) -> str:
        """The aggregate's id as text."""
        return str(getattr(self, self.key_field))

    @classmethod
    def type_name(cls) -> str:
        """The CloudEvents type: the topic and the version."""
        return f"{cls.topic}.v{cls.version}"

    @classmethod
    def of_version(cls, version: int, body: Body) -> Self:
        """The message out of the body of an earlier version; whatever an upcast raises on a broken body comes out."""
        for step in range(version, cls.version):
            body = cls.upcasts[step](body)
        return cls.model_validate_json(json.dumps(body))

    @classmethod
    def reads(cls, version: int) -> bool:
        """Whether bodies of a version can be read: the current one, or an earlier one with every upcast from there."""
        return 0 < version <= cls.version and all(step in cls.upcasts for step in range(version, cls.version))

    @classmethod
    def producer(cls) -> str:
        """The service that emits it."""
        return cls.topic.split(".", 1)[0]


class Event(Message):
    """A domain event: something that happened, in the past tense."""

    kind = "event"


class Command(Message):
    """An order of a saga to one participant; ``saga_id`` and ``step`` come back in the reply."""

    kind = "command"
    key_field = "saga_id"
    partitions = 1

    saga_id: UUID
    step: str


M = TypeVar("M", bound=Message)
