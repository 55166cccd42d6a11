"""Transactions. The tenant is set inside each one (``SET LOCAL``), so a pooled connection carries none to the next."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar
from uuid import UUID, uuid4

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Executable,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from common.contracts.message import NO_TENANT, Message
from common.messaging.fence import CLAIM, Claim
from common.messaging.log import Partition
from common.messaging.outcomes import AT_WORK, DIRECT, FOR_EVER, HANDLER, AlreadyHandled, Fenced, NotReady, Rejected
from common.primitives.errors import Unauthorized
from common.process.failpoints import failpoint
from common.stores.keyed import held_for
from common.stores.postgres import erasures
from common.stores.postgres.erasures import as_arrays, entering_spared
from common.stores.postgres.idle import ping_the_idle
from common.stores.postgres.tables import consumer_positions, inbox
from common.stores.postgres.transaction import Tx

M = TypeVar("M", bound=Message)

SET_TENANT = text("SELECT set_config('app.tenant', :tenant, true)")
_SET_TENANT_UNDER_CLAIM = text("SELECT set_config('app.tenant', :tenant, true), pg_advisory_xact_lock_shared(:lock)")
_CLAIM = text("SELECT pg_advisory_xact_lock(:lock)")
_NO_LONGER_THAN = text("SET LOCAL lock_timeout = '5s'")
"""An erasure waits so long for what is under way, and is tried again: while it waits, others wait behind it."""
_LOCK_NOT_AVAILABLE = "55P03"
_FROZEN_AFTER_MS = 10_000
"""A transaction whose process does nothing for so long is ended by the server: it would hold up a new owner."""


_UNFIT = "22"
"""The class of SQLSTATE that says "data exception"."""

# Statements of every effect are built once: building them cost a third of an effect's time.
_HOLDS = and_(
    consumer_positions.c.group_name == bindparam("in_group"),
    consumer_positions.c.topic == bindparam("of_topic"),
    consumer_positions.c.partition == bindparam("number"),
    consumer_positions.c.owner == bindparam("held_by"),
)
"""Whether the claim is the last one. Asked after the lock was granted, so that the answer stays true."""
_ENTRIES = {
    "tenant_id": bindparam("of_tenant", type_=inbox.c.tenant_id.type),
    "handler": bindparam("by", type_=inbox.c.handler.type),
    "message_id": func.unnest(bindparam("messages", type_=ARRAY(Uuid))),
}


def _entering(*conditions: ColumnElement[bool]) -> Executable:
    rows = insert(inbox).from_select(list(_ENTRIES), select(*_ENTRIES.values()).where(*conditions))
    return rows.on_conflict_do_nothing().returning(inbox.c.message_id)


_ENTER = _entering()
_ENTER_UNDER_CLAIM = _entering(exists().where(_HOLDS))
"""The inbox rows, if the claim still holds: one statement, so that a fenced consumer costs no round trip more."""
_ENTER_SPARED = entering_spared()
_ENTER_SPARED_UNDER_CLAIM = entering_spared(exists().where(_HOLDS))
_STILL_HELD = select(literal(1)).where(exists().where(_HOLDS))
_KEEP = update(consumer_positions).where(_HOLDS).values(position=bindparam("reached"), updated_at=func.now())


class Database:
    """A service's database, reached as its app role."""

    _forgets = False

    def __init__(self, url: str, *, service: str, pool_size: int = 10) -> None:
        self.service = service
        settings = {"idle_in_transaction_session_timeout": str(_FROZEN_AFTER_MS)}
        self.engine = create_async_engine(
            url, pool_size=pool_size, max_overflow=5, connect_args={"server_settings": settings},
            hide_parameters=True,  # an error's text goes to the log, what was to be written does not
        )  # fmt: skip
        ping_the_idle(self.engine)

    @asynccontextmanager
    async def begin(self, tenant_id: UUID) -> AsyncIterator[Tx]:
        """A transaction that sees and writes rows of ``tenant_id`` only; a part of the request's, where that has a key.

        Such a part is committed with the request's answer, when its other parts are. Where the organisation was erased,
        it raises ``AlreadyHandled`` for a message and ``Unauthorized`` for a request; a worker finds its job gone.
        """
        held = held_for(self)
        async with held.block(tenant_id) if held else self._open(tenant_id, None) as tx:
            if self._forgets and tenant_id != NO_TENANT and not AT_WORK.get():
                await _see_that_it_lives(tx)
            yield tx

    @asynccontextmanager
    async def looking(self, tenant_id: UUID) -> AsyncIterator[Tx]:
        """As ``begin``, also where the organisation was erased: for what knows of erasures itself."""
        async with self._open(tenant_id, None) as tx:
            yield tx

    @asynccontextmanager
    async def erasing(self, tenant_id: UUID) -> AsyncIterator[Tx]:
        """The transaction that erases an organisation: nothing else of it is under way, and nothing begins any more."""
        async with self._open(tenant_id, None) as tx:
            await tx.execute(_NO_LONGER_THAN)
            try:
                await erasures.bury_tenant(tx.conn, tenant_id)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
                    raise NotReady("work for the organisation is under way", give_up_after=FOR_EVER) from None
                raise
            yield tx

    @asynccontextmanager
    async def _open(self, tenant_id: UUID, claim: Claim | None) -> AsyncIterator[Tx]:
        with unfit_rejected():
            async with self.engine.begin() as conn:
                if claim is None:
                    await conn.execute(SET_TENANT, {"tenant": str(tenant_id)})
                else:
                    # shared among the effects under this claim; a new claim waits for all of them to end
                    await conn.execute(_SET_TENANT_UNDER_CLAIM, {"tenant": str(tenant_id), "lock": _lock_of(claim)})
                failpoint("unit.begun")
                tx = Tx(conn, tenant_id, self.service)
                yield tx
                await tx.flush()
                failpoint("unit.before-commit")
        failpoint("unit.after-commit")

    @asynccontextmanager
    async def system(self) -> AsyncIterator[AsyncConnection]:
        """A transaction without a tenant: only tables that are declared as system tables show rows in it."""
        async with self.engine.begin() as conn:
            yield conn

    async def ping(self) -> None:
        """Raise where the database does not answer."""
        async with self.engine.connect() as conn:
            await conn.execute(text("SELECT 1"))

    async def dispose(self) -> None:
        """Close the pool."""
        await self.engine.dispose()


@contextmanager
def unfit_rejected() -> Iterator[None]:
    """``Rejected`` where data of the message that is handled does not fit into PostgreSQL: no later try mends that.

    SQLSTATE class 22, such as the character NUL in a text (22021) or in JSON (22P05), or a number out of range. The
    reason holds no data: it is read by operators, and the letter's body is sealed. Beyond messages nothing changes.
    """
    try:
        yield
    except DBAPIError as error:
        state = str(getattr(error.orig, "sqlstate", None) or "")
        if HANDLER.get() == DIRECT or not state.startswith(_UNFIT):
            raise
        kind = type(error.orig.__cause__ or error.orig).__name__ if error.orig else ""
        raise Rejected(f"PostgreSQL can't hold what it says: {kind}, SQLSTATE {state}") from error


class UnitOfWork(Database):
    """A database whose transactions can stand for the effect of one message.

    One that ``forgets`` has the table of erasures: a message about a website or of an organisation that was erased has
    no effect any more.
    """

    def __init__(self, url: str, *, service: str, pool_size: int = 10, forgets: bool = False) -> None:
        super().__init__(url, service=service, pool_size=pool_size)
        self._forgets = forgets

    @asynccontextmanager
    async def once(self, message: Message) -> AsyncIterator[Tx]:
        """The transaction of ``message``'s effect; a redelivery raises ``AlreadyHandled`` before the block runs.

        The inbox row is written first: a second delivery that runs at the same time waits for the first one's commit.
        Under a claim that another member has taken over, it raises ``Fenced``, and nothing is written.
        """
        async with self.once_each([message]) as (tx, _):
            yield tx

    @asynccontextmanager
    async def once_each(self, messages: Sequence[M]) -> AsyncIterator[tuple[Tx, Sequence[M]]]:
        """As ``once`` for several messages of one tenant: their effects are made in one transaction, or none is.

        Gives the messages whose effect is not there yet, in order; where there is none, raises ``AlreadyHandled``.
        """
        claim = CLAIM.get()
        first = messages[0]
        if any(message.tenant_id != first.tenant_id for message in messages):
            raise ValueError(f"{first.topic}: messages of several tenants for one transaction")
        wanted = {message.id: message for message in messages}
        async with self._open(first.tenant_id, claim) as tx:
            # in one order everywhere, so that deliveries side by side don't lock each other out
            row = {"of_tenant": first.tenant_id, "by": HANDLER.get(), "messages": sorted(wanted)}
            enter, under_claim = _ENTER, _ENTER_UNDER_CLAIM
            if self._forgets:
                await erasures.hold(tx.conn, first.tenant_id, messages)
                enter, under_claim = _ENTER_SPARED, _ENTER_SPARED_UNDER_CLAIM
                row |= as_arrays(wanted.values())
            entering = tx.execute(enter, row) if claim is None else tx.execute(under_claim, row | _named(claim))
            entered = set((await entering).scalars())
            if not entered:
                if claim is not None and (await tx.execute(_STILL_HELD, _named(claim))).first() is None:
                    raise Fenced(f"{claim.group} on {claim.partition.topic}/{claim.partition.number}")
                raise AlreadyHandled
            failpoint("unit.inbox-written")
            yield tx, [message for own, message in wanted.items() if own in entered]

    @asynccontextmanager
    async def spared(self, messages: Sequence[M]) -> AsyncIterator[tuple[Tx, Sequence[M]]]:
        """A transaction for a projection of one tenant's ``messages``, and those of them about nothing erased."""
        async with self.looking(messages[0].tenant_id) as tx:
            await erasures.hold(tx.conn, tx.tenant_id, messages)
            gone = await erasures.erased_websites(tx.conn, tx.tenant_id, messages)
            yield tx, [message for message in messages if message.id not in gone]

    async def claim(self, group: str, partition: Partition) -> Claim:
        """See ``Fence``."""
        claim = Claim(group, partition, uuid4())
        at = {"group_name": group, "topic": partition.topic, "partition": partition.number}
        new = insert(consumer_positions).values(**at, owner=claim.token)
        taken = new.on_conflict_do_update(
            index_elements=list(at), set_={"owner": claim.token, "updated_at": func.now()}
        ).returning(consumer_positions.c.position)
        async with self.system() as conn:
            await conn.execute(_CLAIM, {"lock": _lock_of(claim)})
            position: int | None = (await conn.execute(taken)).scalar_one()
        return replace(claim, position=position)

    async def keep_positions(self, positions: Mapping[Claim, int]) -> None:
        """See ``Fence``."""
        in_order = sorted(positions.items(), key=lambda kept: (kept[0].group, kept[0].partition))
        async with self.system() as conn:
            for claim, position in in_order:  # members that keep theirs at the same time never wait for each other
                await conn.execute(_KEEP, {"reached": position, **_named(claim)})

    async def seen(self, message: Message) -> bool:
        """Whether the effect of ``message`` exists: asked before slow work, so that a redelivery does not repeat it."""
        query = select(inbox.c.message_id).where(
            inbox.c.tenant_id == message.tenant_id,
            inbox.c.handler == HANDLER.get(),
            inbox.c.message_id == message.id,
        )
        async with self.looking(message.tenant_id) as tx:
            return (await tx.execute(query)).first() is not None


async def _see_that_it_lives(tx: Tx) -> None:
    await erasures.hold_tenant(tx.conn, tx.tenant_id)
    if await erasures.tenant_erased(tx.conn, tx.tenant_id):
        if HANDLER.get() != DIRECT:
            raise AlreadyHandled
        raise Unauthorized("token-revoked", "This organisation was erased.")


def _lock_of(claim: Claim) -> int:
    """The advisory lock of a group's partition: 64 bits of its name."""
    name = f"{claim.group}/{claim.partition.topic}/{claim.partition.number}"
    return int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)


def _named(claim: Claim) -> dict[str, object]:
    """The parameters of ``_HOLDS``."""
    topic, number = claim.partition
    return {"in_group": claim.group, "of_topic": topic, "number": number, "held_by": claim.token}
