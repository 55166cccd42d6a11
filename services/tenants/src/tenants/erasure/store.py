"""An erasure's beginning, what is told at the end, and the last states of what people named."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from common.audit_log import note, service_actor
from common.contracts.tenants import ClientState, FlagsState, OrganizationState, TenantErased
from common.primitives.errors import Forbidden, NotFound
from common.saga.definition import SagaState
from common.saga.runner import SagaRunner
from common.saga.tables import sagas
from common.stores.postgres import Tx
from tenants.clients.tables import clients
from tenants.erasure.rules import ERASED_WITHIN, ERASURE, Erasure, erasure_id, stands
from tenants.organizations import store as organization_store
from tenants.organizations.membership import member
from tenants.organizations.tables import organizations
from tenants.shared.api import UNKNOWN_ORGANIZATION


async def begin(tx: Tx, runner: SagaRunner, now: datetime) -> bool:
    """Begin the erasure of a closed organisation whose grace is over; False where it is not, or not any more.

    The organisation's row is held: an owner who opens it at this moment comes before, and prevents it, or after.
    """
    row = await organization_store.held(tx)
    if row is None or row["erase_after"] is None or row["erase_after"] > now or row["erasing_since"] is not None:
        return False
    await organization_store.change(tx, erasing_since=now)
    by = str(row["closed_by"]) if row["closed_by"] else None
    await runner.start(tx, ERASURE, erasure_id(tx.tenant_id), {"requested_by": by})
    note(tx, service_actor(), "organization.erasure-begun", tx.tenant_id)
    return True


async def standing(tx: Tx) -> SagaState | None:
    """How the erasure of the transaction's organisation stands; None where none has begun."""
    own = (sagas.c.tenant_id == tx.tenant_id, sagas.c.id == erasure_id(tx.tenant_id))
    kept = (await tx.execute(select(sagas.c.state).where(*own))).scalar_one_or_none()
    return None if kept is None else SagaState.model_validate(kept)


async def shown_to(tx: Tx, user_id: UUID) -> Erasure:
    """How the end of the transaction's organisation stands, for one of its owners."""
    row, asking = await organization_store.held(tx), await member(tx, user_id)
    if row is None or asking is None:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    if asking.role != "owner":
        raise Forbidden("permission-missing", "Only an owner can see this.", permission="organization:delete")
    if (state := await standing(tx)) is None:
        return Erasure("closing" if row["erase_after"] else "open", row["erase_after"], None)
    return Erasure("erasing", row["erase_after"], row["erasing_since"], stands(state))


async def follow(tx: Tx, state: SagaState) -> None:
    """In the transaction of each move: an erasure that has ended is told to everybody else."""
    if state.saga != ERASURE or state.status != "completed" or state.ended_at is None:
        return
    tx.emit(
        TenantErased(
            tenant_id=tx.tenant_id,
            organization_id=tx.tenant_id,
            requested_by=state.data.get("requested_by"),
            erase_by=state.ended_at + ERASED_WITHIN,
            occurred_at=state.ended_at,
        )
    )
    note(tx, service_actor(), "organization.erased", tx.tenant_id)


async def leave_last_states(tx: Tx, now: datetime) -> None:
    """Announce that the organisation, its clients and its features are gone: their topics keep the newest for ever."""
    told = ("state_revision", "flags_revision")
    own = select(*(organizations.c[name] for name in told)).where(organizations.c.tenant_id == tx.tenant_id)
    row = (await tx.execute(own)).one_or_none()
    if row is None:
        return
    about = {"tenant_id": tx.tenant_id, "occurred_at": now, "deleted": True}
    last = row.state_revision + 1
    untold = dict.fromkeys(("name", "slug", "tier", "founded_at"))
    tx.emit(
        OrganizationState(
            id=OrganizationState.id_of(tx.tenant_id, last),
            revision=last,
            organization_id=tx.tenant_id,
            **about,
            **untold,
        )
    )
    if row.flags_revision:
        last = row.flags_revision + 1
        gone = {"id": FlagsState.id_of(tx.tenant_id, last), "revision": last, "flags": ()}
        tx.emit(FlagsState(organization_id=tx.tenant_id, **gone, **about))
    for client in await tx.execute(select(clients.c.id, clients.c.revision).where(clients.c.tenant_id == tx.tenant_id)):
        last, untold = client.revision + 1, dict.fromkeys(("name", "status", "purge_after"))
        tx.emit(
            ClientState(id=ClientState.id_of(client.id, last), revision=last, client_id=client.id, **about, **untold)
        )
