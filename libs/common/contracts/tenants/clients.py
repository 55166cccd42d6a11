"""Topics ``tenants.client-state``, ``tenants.client-archived``, ``-restored`` and ``-deleted``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Content, Event, Personal, State, Terms
from common.contracts.vocabulary import ClientStatus
from common.primitives.text import Kept


class ClientState(State):
    """A client of an agency as it is now: a room inside the organisation, closed to the users of other clients.

    Who keeps something of a client works for an active one only; an inactive one is shown and rests; an archived one
    is hidden, and its own users are let in nowhere. Who may see which: ``common.http.access.clients``.
    """

    topic: ClassVar[str] = "tenants.client-state"
    key_field: ClassVar[str] = "client_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know every client's present, however long ago it was added: read from the beginning.",
        orders="the states of one client; the newest is all that counts",
        retention_days=None,
    )

    client_id: UUID = Field(description="The client, a room inside the organisation.")
    name: Content[Kept | None] = Field(description="What the agency calls it; null when deleted.")
    status: ClientStatus | None = Field(description="Whether work is done for it; null when deleted.")
    purge_after: AwareDatetime | None = Field(
        description="When an archived one is deleted for good (UTC); null for others."
    )


class ClientArchived(Event):
    """An agency put a client away: nothing is erased, and it can be brought back until ``purge_after``.

    tenants: closes the client to its users. collector, simulator, analyzer, analytics, reports: start no new work for
    its websites (schedules rest, audits that run end) and show them only where archived ones are asked for.
    """

    topic: ClassVar[str] = "tenants.client-archived"
    key_field: ClassVar[str] = "client_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To stop working for a client that was put away.",
        orders="what happens to one client: archived, restored, deleted",
    )

    client_id: UUID = Field(description="The client, a room inside the organisation.")
    archived_by: Personal[UUID] = Field(description="The user who put it away.")
    purge_after: AwareDatetime = Field(description="From when on it may be deleted for good (UTC).")


class ClientRestored(Event):
    """An agency brought a client back: every owner shows it again and may work for it. Schedules stay at rest."""

    topic: ClassVar[str] = "tenants.client-restored"
    key_field: ClassVar[str] = "client_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To work for a client again that had been put away.",
        orders="what happens to one client; its tenants.client-state says where it stands",
    )

    client_id: UUID = Field(description="The client, a room inside the organisation.")
    restored_by: Personal[UUID] = Field(description="The user who brought it back.")


class ClientDeleted(Event):
    """A client is to be forgotten for good; each of its websites is deleted by a ``collector.website-deleted``.

    tenants: deletes the client and who may enter it. collector: deletes its websites. simulator, analyzer, analytics,
    reports: delete what they keep of the client beside its websites, such as schedules, templates and names.
    """

    topic: ClassVar[str] = "tenants.client-deleted"
    key_field: ClassVar[str] = "client_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To have everything that belongs to a client erased by whoever keeps some of it.",
        orders="what happens to one client",
    )

    client_id: UUID = Field(description="The client, a room inside the organisation.")
    requested_by: Personal[UUID | None] = Field(
        default=None, description="The admin who confirmed it; null where it was purged after its time."
    )
    erase_by: AwareDatetime = Field(description="Until when every owner must be done (UTC).")
