"""Topic ``auth.action-noted``: the one channel on which every service tells the audit log what somebody did."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from common.contracts.message import Content, Event, Open, Personal, Technical, Terms
from common.primitives.text import Kept

ActorKind = Literal["user", "api_key", "service_account", "operator", "service", "nobody"]
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
MOST_FACTS = 12
LONGEST_FACT = 255


class ActionNoted(Event):
    """Somebody did something that the organisation must be able to look up for seven years, and nobody can change.

    Every service emits it, through its own outbox, in the transaction of the action itself: what was undone was not
    noted. It carries ids and no address, name or e-mail: auth knows where a session was, and seals it per person.
    """

    topic: ClassVar[str] = "auth.action-noted"
    key_field: ClassVar[str] = "tenant_id"
    outlives: ClassVar[bool] = True
    terms: ClassVar[Terms] = Terms(
        purpose="To keep who did what, for seven years, where nobody can change it.",
        orders="the actions within one organisation",
        visibility="internal",
    )

    action: Technical[str] = Field(
        max_length=64,
        pattern=r"^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$",
        description="What was done: a word of common/audit_log/actions.toml; one that is not known is kept as it came.",
    )
    service: Technical[str] = Field(max_length=32, description="The service that did it and notes it.")
    actor: Open[ActorKind] = Field(description="What acted. An unknown word is kept and shown as it came.")
    user_id: Personal[UUID | None] = Field(
        description="The person who acted, or whose account was tried; null where nobody is known."
    )
    session_id: Personal[UUID | None] = Field(description="The session he acted in; null where there was none.")
    key_id: Personal[UUID | None] = Field(
        description="The API key or service account that acted; null where none was used."
    )
    resource_type: Technical[str] = Field(max_length=40, description="What it was done to: a kind, such as website.")
    resource_id: UUID | None = Field(description="Which one it was done to; null where it is of no single thing.")
    facts: Content[dict[FactName, Annotated[Kept, StringConstraints(max_length=LONGEST_FACT)]]] = Field(
        max_length=MOST_FACTS,
        description="What else belongs to it, by name: ids, slugs, numbers, names of brands; nothing about a person.",
    )
