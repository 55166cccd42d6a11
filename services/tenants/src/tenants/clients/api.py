"""HTTP of clients: parse, call, return."""

from base64 import b64decode
from binascii import Error as NotBase64
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from common.contracts.vocabulary import ClientStatus
from common.http import Body, Page, PageAsked, Principal, answered_as, like, needs, paged, provided, refuses
from common.http.access.clients import only_client, sees_client
from common.primitives.errors import Invalid, NotFound
from common.primitives.text import Given, Name
from tenants.clients import rooms, store
from tenants.clients.rules import LARGEST_LOGO, key_of, logo_type_of
from tenants.quota.plans import Plans
from tenants.shared.api import Store, TheClock

router = APIRouter()
Reader = Annotated[Principal, needs("clients:read")]
Writer = Annotated[Principal, needs("clients:write")]
KnownPlans = Annotated[Plans, Depends(provided(Plans))]
PageOfClients = Annotated[PageAsked, Depends(paged("clients", str, UUID))]
Url = Annotated[str, Given(2048)]
Encoded = Annotated[str, Given(LARGEST_LOGO * 4 // 3 + 4)]
STANDING = ("organisation-not-found", "organisation-suspended", "organisation-closing")


class NewClient(Body):
    """A client to add."""

    model_config = like({"name": "Pier Nine Bakery", "email": "hello@piernine.example"})

    name: Name
    email: Name | None = None
    logo_url: Url | None = Field(default=None, description="An https address; or upload an image.")


class ChangedClient(Body):
    """What is to be other than it is; what is left out stays, what is null is taken away."""

    model_config = like({"status": "inactive"})

    name: Name = Field(default="", validate_default=False)
    email: Name | None = None
    logo_url: Url | None = None
    status: Literal["active", "inactive"] = Field(default="active", description="An inactive one rests.")

    def changes(self) -> dict[str, Any]:
        """What was named."""
        return self.model_dump(exclude_unset=True)


class Logo(Body):
    """An image, in base64: PNG, JPEG, GIF or WebP of at most 64 KiB."""

    model_config = like({"content": "iVBORw0KGgo="})

    content: Encoded

    def read(self) -> bytes:
        """The image's bytes; ``Invalid`` where it is not base64."""
        try:
            return b64decode(self.content, validate=True)
        except (NotBase64, ValueError):
            raise Invalid("logo-invalid", "This is not base64.") from None


class Client(BaseModel):
    """A client of the agency: a room inside the organisation."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    email: str | None
    logo_url: str | None
    has_logo: bool = Field(description="Whether an image was uploaded.")
    status: ClientStatus
    purge_after: datetime | None = Field(description="When an archived one is deleted for good.")
    created_at: datetime


@router.get("/v1/clients")
@refuses("no-client")
async def list_clients(
    principal: Reader, database: Store, page: PageOfClients, archived: bool = False
) -> Page[Client]:  # fmt: skip
    """The clients that the caller may see, by name; archived ones only where they are asked for."""
    async with database.begin(principal.tenant) as tx:
        after = (page.after[0], page.after[1]) if page.after else None
        rows = await store.clients_after(tx, after, page.fetch, archived=archived, only=only_client(principal))
    shown, following = page.cut(rows, lambda each: (key_of(each.name), each.id))
    return Page(items=[Client.model_validate(each) for each in shown], next=following)


@router.post("/v1/clients", status_code=201)
@refuses(*STANDING, "quota-exceeded", "client-exists", "email-invalid", "logo-invalid")
async def create_client(
    body: NewClient, principal: Writer, database: Store, clock: TheClock, plans: KnownPlans
) -> Client:  # fmt: skip
    """Add a client, as far as the plan allows."""
    async with database.begin(principal.tenant) as tx:
        added = await rooms.add_client(tx, principal, body.model_dump(), plans, clock.now())
    return Client.model_validate(added)


@router.get("/v1/clients/{client_id}")
@refuses("client-not-found")
async def read_client(client_id: UUID, principal: Reader, database: Store) -> Client:
    """One client; another's, for a client's user, is not found."""
    async with database.begin(principal.tenant) as tx:
        return Client.model_validate(await store.client(tx, _visible(client_id, principal)))


@router.patch("/v1/clients/{client_id}")
@refuses(*STANDING, "client-not-found", "client-archived", "client-exists", "email-invalid", "logo-invalid")
async def change_client(
    client_id: UUID, body: ChangedClient, principal: Writer, database: Store, clock: TheClock
) -> Client:  # fmt: skip
    """Rename a client, change its facts, pause it or take it up again."""
    async with database.begin(principal.tenant) as tx:
        changed = await rooms.change_client(tx, principal, client_id, body.changes(), clock.now())
    return Client.model_validate(changed)


@router.post("/v1/clients/{client_id}/archiving")
@refuses(*STANDING, "client-not-found")
async def archive_client(client_id: UUID, principal: Writer, database: Store, clock: TheClock) -> Client:
    """Put a client away: hidden, its users let in no more, deleted for good after 90 days."""
    async with database.begin(principal.tenant) as tx:
        archived = await rooms.archive_client(tx, principal, client_id, clock.now())
    return Client.model_validate(archived)


@router.post("/v1/clients/{client_id}/restoration")
@refuses(*STANDING, "client-not-found", "quota-exceeded")
async def restore_client(
    client_id: UUID, principal: Writer, database: Store, clock: TheClock, plans: KnownPlans
) -> Client:  # fmt: skip
    """Bring an archived client back."""
    async with database.begin(principal.tenant) as tx:
        restored = await rooms.restore_client(tx, principal, client_id, plans, clock.now())
    return Client.model_validate(restored)


@router.delete("/v1/clients/{client_id}", status_code=204)
@refuses(*STANDING, "client-not-found", "client-not-archived")
async def delete_client(client_id: UUID, principal: Writer, database: Store, clock: TheClock) -> None:
    """Delete an archived client for good, before its 90 days are over; its users belong here no longer."""
    async with database.begin(principal.tenant) as tx:
        await rooms.delete_client(tx, principal, client_id, clock.now())


@router.put("/v1/clients/{client_id}/logo", status_code=204)
@refuses(*STANDING, "client-not-found", "client-archived", "logo-invalid")
async def upload_logo(client_id: UUID, body: Logo, principal: Writer, database: Store) -> None:
    """Keep an image as the client's logo; its first bytes say what it is, whatever it is called."""
    content = body.read()
    media_type = logo_type_of(content)
    async with database.begin(principal.tenant) as tx:
        await rooms.keep_logo(tx, principal, client_id, media_type, content)


@router.get(
    "/v1/clients/{client_id}/logo",
    response_class=Response,
    responses=answered_as("image/png", "image/jpeg", "image/gif", "image/webp"),
)
@refuses("client-not-found", "logo-not-found")
async def download_logo(client_id: UUID, principal: Reader, database: Store) -> Response:
    """The image that was uploaded."""
    async with database.begin(principal.tenant) as tx:
        kept = await store.logo(tx, _visible(client_id, principal))
    if kept is None:
        raise NotFound("logo-not-found", "No logo was uploaded for this client.")
    guard = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, max-age=300"}
    return Response(kept[1], media_type=kept[0], headers=guard)


def _visible(client_id: UUID, principal: Principal) -> UUID:
    if not sees_client(principal, client_id):
        raise NotFound("client-not-found", "There is no such client in this organisation.")
    return client_id
