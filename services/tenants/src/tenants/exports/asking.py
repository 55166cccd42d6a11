"""What an owner asks for: an export, its state, its file. Who no token acts for any more is asked by his membership."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from uuid import UUID

from common.audit_log import note
from common.http import Principal
from common.http.permissions import PERMISSIONS, granted, may
from common.primitives.clock import Clock
from common.primitives.errors import Conflict, Forbidden, NotFound, Unavailable
from common.primitives.ids import uuid7
from common.saga.runner import SagaRunner
from common.stores.objects import ObjectMissing, S3Objects
from common.stores.postgres import Database
from tenants.exports import store
from tenants.exports.places import archive_key
from tenants.exports.rules import EXPORT, MOST_A_DAY
from tenants.exports.store import Export
from tenants.organizations.limits import Window, use
from tenants.organizations.membership import member
from tenants.shared.api import UNKNOWN_ORGANIZATION

A_DAY = Window(MOST_A_DAY)
_AWAY = "Exports are not set up here: there is no store to write them to."


@dataclass(frozen=True, slots=True)
class Exporting:
    """The use cases. ``objects``: the bucket of exports; None where nothing can be exported."""

    unit: Database
    runner: SagaRunner
    objects: S3Objects | None
    clock: Clock

    async def acting(self, caller: Principal, organization_id: UUID | None, permission: str) -> Principal:
        """The caller with a permission in the organisation: the one of his token, or one that he belongs to.

        A closing or suspended organisation has no tokens, and may be exported all the same: it is then that people
        need it, and neither a closing nor a suspension takes the right to it away.
        """
        told = f"This needs the permission {permission}: {PERMISSIONS[permission][0]}"
        if (organization_id or caller.tenant) == caller.tenant_id:
            if not may(caller, permission):
                raise Forbidden("permission-missing", told, permission=permission)
            return caller
        assert organization_id is not None, "else it is that of the token"
        if caller.kind != "user" or caller.scopes is not None:
            raise Forbidden("person-needed", "An API key acts for one organisation: that which it was made in.")
        async with self.unit.begin(organization_id) as tx:
            own = await member(tx, caller.user_id)
        if own is None:
            raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
        if permission not in granted(own.role):
            raise Forbidden("permission-missing", told, permission=permission)
        return replace(caller, tenant_id=organization_id, role=own.role)

    async def order(self, caller: Principal) -> Export:
        """Begin an export; one runs at a time, and a few a day."""
        if self.objects is None:
            raise Unavailable("exports-unavailable", _AWAY)
        now = self.clock.now()
        async with self.unit.begin(caller.tenant) as tx:
            found = await store.about_organization(tx)
            if found is None:
                raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
            if found["erasing_since"] is not None:
                raise Conflict("organisation-erased", "This organisation is being erased.")
            if (other := await store.running(tx)) is not None:
                raise Conflict("export-running", "An export of this organisation runs already.", export_id=str(other))
            await use(tx, "export", str(tx.tenant_id), A_DAY, now)
            export_id = uuid7()
            await store.add(tx, export_id, caller.user_id, now)
            note(tx, caller, "organization.export-ordered", tx.tenant_id, export_id=export_id)
            await self.runner.start(tx, EXPORT, export_id, {})
            ordered = await store.export(tx, export_id)
        assert ordered is not None, "it was added above"
        return ordered

    async def one(self, tenant_id: UUID, export_id: UUID) -> Export:
        """One of the organisation's."""
        async with self.unit.begin(tenant_id) as tx:
            found = await store.export(tx, export_id)
        if found is None:
            raise NotFound("export-not-found", "There is no such export.")
        return found

    async def file(self, caller: Principal, export_id: UUID) -> tuple[Export, S3Objects]:
        """One that can be downloaded, and where its file lies; that it is read is noted."""
        found = await self.one(caller.tenant, export_id)
        if found.status == "running":
            raise Conflict("export-not-ready", "This export is not ready yet.")
        if found.status != "ready" or (found.expires_at or self.clock.now()) <= self.clock.now():
            raise NotFound("export-expired", "The file of this export is gone, or there never was one.")
        if self.objects is None:
            raise Unavailable("exports-unavailable", _AWAY)
        async with self.unit.begin(caller.tenant) as tx:
            note(tx, caller, "organization.export-downloaded", tx.tenant_id, export_id=export_id)
        return found, self.objects


async def chunks_of(objects: S3Objects, tenant_id: UUID, export_id: UUID, first: int) -> AsyncIterator[bytes]:
    """The bytes of an export's file from ``first`` on; the first of them is had before anything is answered.

    ``Unavailable`` where the file is not in the store.
    """
    each = objects.chunks(archive_key(tenant_id, export_id), first=first)
    try:
        begun = await anext(each, b"")
    except ObjectMissing:
        raise Unavailable("file-missing", "The export's file is not in the store.") from None

    async def going_on() -> AsyncIterator[bytes]:
        yield begun
        async for chunk in each:
            yield chunk

    return going_on()
