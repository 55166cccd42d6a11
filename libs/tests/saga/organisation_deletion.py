"""A second saga, declared as a service would: what deleting an organisation would need, as a skeleton.

Its contracts, its reply with a topic of its own, its results, its steps and the handlers of its participants. Nothing
of the engine knows of it.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, MetaData, Table, Text, Uuid, insert, select, update

from common.contracts.message import Command, StepReply, StepResult
from common.primitives.ids import uuid7
from common.saga import Order, Saga, SoFar, Step
from common.saga.participant import Done, Refused, takes_part
from common.stores.postgres import Tx

# -- contracts --------------------------------------------------------------------------------------------------------


class DeletionStepReplied(StepReply):
    """A participant's answer in the deletion of an organisation."""

    topic: ClassVar[str] = "tenants.deletion-step-replied"


class DeletionCommand(Command):
    """What all commands of a deletion carry."""

    reply: ClassVar[type[DeletionStepReplied]] = DeletionStepReplied
    organization_id: UUID


class ErasureResult(StepResult):
    """How much was erased."""

    erased: int


class FreezeOrganization(DeletionCommand):
    """To tenants: let nobody in any more."""

    topic: ClassVar[str] = "tenants.freeze-organization"
    participant: ClassVar[str] = "tenants"


class UnfreezeOrganization(DeletionCommand):
    """To tenants: let everybody in again."""

    topic: ClassVar[str] = "tenants.unfreeze-organization"
    participant: ClassVar[str] = "tenants"


class ErasePages(DeletionCommand):
    """To collector: erase what was read."""

    topic: ClassVar[str] = "tenants.erase-pages"
    participant: ClassVar[str] = "collector"
    result: ClassVar[type[ErasureResult]] = ErasureResult


class EraseFigures(DeletionCommand):
    """To analytics: erase what was computed."""

    topic: ClassVar[str] = "tenants.erase-figures"
    participant: ClassVar[str] = "analytics"
    result: ClassVar[type[ErasureResult]] = ErasureResult


class RemoveOrganization(DeletionCommand):
    """To tenants: forget the organisation. ``erased`` goes into what is kept of it."""

    topic: ClassVar[str] = "tenants.remove-organization"
    participant: ClassVar[str] = "tenants"
    erased: int


CONTRACTS = (
    DeletionStepReplied, FreezeOrganization, UnfreezeOrganization, ErasePages, EraseFigures, RemoveOrganization
)  # fmt: skip

# -- the saga ---------------------------------------------------------------------------------------------------------


def _whose(so_far: SoFar) -> Mapping[str, Any]:
    return {"organization_id": so_far.data["organization_id"]}


def _remove(so_far: SoFar) -> Mapping[str, Any]:
    erased = so_far.result(ErasePages).erased + so_far.result(EraseFigures).erased
    return {"erased": erased, **_whose(so_far)}


_MINUTES = timedelta(minutes=5)
DELETION = Saga(
    "organisation-deletion",
    1,
    reply=DeletionStepReplied,
    steps=(
        Step("freeze", Order(FreezeOrganization, _whose), Order(UnfreezeOrganization, _whose), _MINUTES),
        Step("erase-pages", Order(ErasePages, _whose), None, _MINUTES),
        Step("erase-figures", Order(EraseFigures, _whose), None, _MINUTES, retries=1),
        Step("remove", Order(RemoveOrganization, _remove), None, _MINUTES),
    ),
)

# -- the participants -------------------------------------------------------------------------------------------------

Refusing = frozenset[tuple[UUID, str]]
"""(saga, step) of what participants refuse."""
NO = Refused("no", "It said no.")
_table = MetaData()
organizations = Table(
    "organizations", _table, Column("tenant_id", Uuid), Column("id", Uuid),
    Column("state", Text),
)  # fmt: skip
marks = Table(
    "marks", _table, Column("tenant_id", Uuid), Column("id", Uuid),
    Column("place", BigInteger, Identity()), Column("saga_id", Uuid), Column("step", Text),
    Column("kind", Text),
)  # fmt: skip
"""What participants did and undid, in order."""


async def mark(tx: Tx, command: Command, kind: str) -> None:
    """Note an effect."""
    row = {"tenant_id": tx.tenant_id, "id": uuid7(), "saga_id": command.saga_id, "step": command.step, "kind": kind}
    await tx.execute(insert(marks).values(row))


async def state_of(tx: Tx, organization_id: UUID) -> str:
    """Active, frozen or removed; whoever asks next waits until this transaction is over."""
    own = (organizations.c.tenant_id == tx.tenant_id, organizations.c.id == organization_id)
    state: str = (await tx.execute(select(organizations.c.state).where(*own).with_for_update())).scalar_one()
    return state


async def _lock(tx: Tx, command: DeletionCommand) -> None:
    """The organisation's row: freezing and unfreezing side by side take turns, so that none misses the other."""
    await state_of(tx, command.organization_id)


async def _set(tx: Tx, organization_id: UUID, state: str) -> None:
    own = (organizations.c.tenant_id == tx.tenant_id, organizations.c.id == organization_id)
    await tx.execute(update(organizations).where(*own).values(state=state))


@takes_part(undo=UnfreezeOrganization, lock=_lock)
async def freeze(command: FreezeOrganization, tx: Tx, *, refusing: Refusing) -> Done | Refused:
    if (command.saga_id, command.step) in refusing:
        return NO
    await _set(tx, command.organization_id, "frozen")
    await mark(tx, command, "done")
    return Done()


@takes_part(lock=_lock)
async def unfreeze(command: UnfreezeOrganization, tx: Tx) -> Done:
    await _set(tx, command.organization_id, "active")
    await mark(tx, command, "undone")
    return Done()


async def _counted(command: DeletionCommand, _unit: object, *, refusing: Refusing) -> int | Refused:
    """The slow part of an erasure."""
    return NO if (command.saga_id, command.step) in refusing else 7


@takes_part(after=_counted)
async def erase(command: DeletionCommand, tx: Tx, erased: int) -> Done:
    await mark(tx, command, "done")
    return Done(ErasureResult(erased=erased))


@takes_part()
async def remove(command: RemoveOrganization, tx: Tx, *, refusing: Refusing) -> Done | Refused:
    if (command.saga_id, command.step) in refusing:
        return NO
    if await state_of(tx, command.organization_id) != "frozen":  # it was given up meanwhile
        return Refused("not-frozen", "This organisation is in use.")
    await _set(tx, command.organization_id, "removed")
    await mark(tx, command, f"removed after {command.erased}")
    return Done()
