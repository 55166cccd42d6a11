"""The shape every message shares."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal, Self, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from common.contracts.message.terms import Terms, Visibility
from common.primitives.ids import derived_id, uuid7
from common.primitives.text import AS_KEPT

Kind = Literal["event", "command", "reply", "state"]
Body = dict[str, Any]
Upcast = Callable[[Body], Body]

NO_TENANT = UUID(int=0)
"""The tenant of facts that belong to no organisation, such as a new user."""


class Value(BaseModel):
    """A part of a message: immutable; fields added by a newer producer are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def as_kept(cls, body: Mapping[str, Any]) -> Self:
        """One that we stored as it came: words that this release does not list are carried."""
        return cls.model_validate(body, context={AS_KEPT: True})


class Message(Value):
    """One message of the published language.

    ``topic`` is ``<producer>.<name-in-kebab-case>``; ``key_field`` names the field with the aggregate's id, which is
    the Kafka key, within which order is kept. ``id`` is at once event id, header ``ce_id``, inbox key and span link.
    """

    topic: ClassVar[str]
    version: ClassVar[int] = 1
    kind: ClassVar[Kind] = "event"
    terms: ClassVar[Terms]
    key_field: ClassVar[str]
    partitions: ClassVar[int] = 3
    outlives: ClassVar[bool] = False
    """Whether it is acted on, too, when its organisation has been erased; everything else has no effect then."""
    upcasts: ClassVar[Mapping[int, Upcast]] = {}
    """Per earlier version, what makes the JSON body of that version one of the next: a topic keeps messages for weeks,
    and what was written before a release is read after it. The body may be changed in place."""

    id: UUID = Field(default_factory=uuid7, description="Id of this message; a redelivery carries the same one.")
    tenant_id: UUID = Field(description="The organisation whose data this is; all zeros: of none.")
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
    def visibility(cls) -> Visibility:
        """Whether other teams may subscribe: to events and states, if their terms say nothing else."""
        return cls.terms.visibility or ("public" if cls.kind in ("event", "state") else "internal")

    @classmethod
    def producer(cls) -> str:
        """The service that emits it."""
        return cls.topic.split(".", 1)[0]


class Event(Message):
    """A domain event: something that happened, in the past tense."""

    kind = "event"


class State(Message):
    """The present of one thing, whole, after each of its changes; a compacted topic keeps the newest of each key.

    Whoever reads such a topic from its beginning knows every thing's present, however old. ``revision`` decides, should
    messages ever come out of order: a lower one than what is known is old news. A thing that is gone leaves a last
    message with ``deleted``, whose other fields are null: unlike an empty tombstone it has a tenant, an id, an order.
    """

    kind = "state"

    revision: int = Field(
        ge=1, description="Grows with every change of this thing; a lower one than known is old news."
    )
    deleted: bool = Field(description="The thing is gone, for good; all that describes it is null then.")

    @classmethod
    def id_of(cls, entity: UUID, revision: int) -> UUID:
        """The message's id: the same revision announced again is the same message."""
        return derived_id(cls.topic, entity, revision)


M = TypeVar("M", bound=Message)


def faults_of(error: ValidationError) -> str:
    """What breaks a model, field by field, the first five; without values, which may be anybody's."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)[:5]
    return "; ".join(f"{'.'.join(str(part) for part in fault['loc'])}: {fault['type']}" for fault in faults)
