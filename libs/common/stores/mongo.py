"""MongoDB for a service: transactions bound to one tenant, outbox and inbox in the same transaction."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from pymongo import AsyncMongoClient
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError, PyMongoError

from common.contracts.message import NO_TENANT, Message
from common.messaging.envelope import outbox_row
from common.messaging.fence import CLAIM, Claim
from common.messaging.log import Partition
from common.messaging.outcomes import AT_WORK, DIRECT, HANDLER, AlreadyHandled, Fenced
from common.primitives.errors import Unauthorized
from common.process.failpoints import failpoint
from common.stores.keyed import held_for

OUTBOX = "outbox"
INBOX = "inbox"
REPLIES = "saga_replies"
ANSWERS = "first_answers"
"""What requests with a key were answered, sealed with that key, which is not kept."""
FENCES = "consumer_positions"
ERASED = "erased_tenants"
"""Organisations that were erased for good: ids and times."""
SLOTS = 16
"""A fence is kept in so many documents: an effect writes one of them, so that effects seldom meet, a claim all."""
_CLAIM_WITHIN_S = 75.0
"""Longer than a killed or frozen process's transaction can live (``transactionLifetimeLimitSeconds``, 60 by default;
set it to 5 as the local stack does, and a new owner waits no longer than that)."""
_PAUSE_S = 0.1
Document = dict[str, Any]


class MongoTx:
    """One open transaction of one tenant; every operation inside passes ``session=tx.session``."""

    def __init__(self, session: AsyncClientSession, db: AsyncDatabase[Document], tenant_id: UUID, service: str) -> None:
        self.session = session
        self.db = db
        self.tenant_id = tenant_id
        self.service = service
        self._outgoing: list[Document] = []

    def emit(self, *messages: Message) -> None:
        """Announce ``messages``: they leave if, and only if, this transaction commits."""
        for message in messages:
            if message.tenant_id != self.tenant_id:
                raise ValueError(f"{message.topic} of another tenant than the transaction's")
            row = outbox_row(message, self.service)
            self._outgoing.append({"_id": row["id"], "event_id": row.pop("id"), **row, "created_at": datetime.now(UTC)})

    async def flush(self) -> None:
        """Write what was emitted to the outbox. A derived id that was announced before is announced once."""
        rows, self._outgoing = self._outgoing, []
        for row in rows:
            known = await self.db[OUTBOX].find_one(
                {"_id": row["_id"], "tenant_id": row["tenant_id"]}, {"_id": 1}, session=self.session
            )
            if known is None:
                await self.db[OUTBOX].insert_one(row, session=self.session)

    def _reply_key(self, saga_id: UUID, command: str) -> Document:
        return {"_id": f"{self.tenant_id}/{saga_id}/{command}", "tenant_id": str(self.tenant_id)}

    async def stored_reply(self, saga_id: UUID, command: str) -> Document | None:
        """The first reply that was given to ``command`` of a saga, if any."""
        row = await self.db[REPLIES].find_one(self._reply_key(saga_id, command), session=self.session)
        return row["reply"] if row else None

    async def store_reply(self, saga_id: UUID, command: str, reply: Document) -> None:
        """Keep the first reply to ``command``."""
        await self.db[REPLIES].insert_one({**self._reply_key(saga_id, command), "reply": reply}, session=self.session)


class MongoUnit:
    """A service's database, and transactions that can stand for the effect of one message."""

    def __init__(self, client: AsyncMongoClient[Document], database: str, *, service: str) -> None:
        self.client = client
        self.service = service
        self.db: AsyncDatabase[Document] = client[database]

    async def prepare(self) -> None:
        """Create the collections of messaging: a transaction must not be the first to write to one."""
        there = set(await self.db.list_collection_names())
        for name in (OUTBOX, INBOX, REPLIES, FENCES, ANSWERS, ERASED):
            if name not in there:
                await self.db.create_collection(name)
        await self.db[INBOX].create_index("handled_at")
        await self.db[OUTBOX].create_index("created_at")
        await self.db[ANSWERS].create_index("created_at")

    @asynccontextmanager
    async def begin(self, tenant_id: UUID) -> AsyncIterator[MongoTx]:
        """A transaction of ``tenant_id``; a part of the request's, where that has a key.

        A write conflict with another one raises, and the message is tried again.
        """
        if (held := held_for(self)) is not None:
            async with held.block(tenant_id) as tx:
                await self._see_that_it_lives(tx)
                yield tx
            return
        async with self.looking(tenant_id) as tx:
            await self._see_that_it_lives(tx)
            yield tx

    @asynccontextmanager
    async def looking(self, tenant_id: UUID) -> AsyncIterator[MongoTx]:
        """As ``begin``, also where the organisation was erased: for what knows of erasures itself."""
        async with self.client.start_session() as session, await session.start_transaction():
            failpoint("mongo.begun")
            tx = MongoTx(session, self.db, tenant_id, self.service)
            yield tx
            await tx.flush()
            failpoint("mongo.before-commit")
        failpoint("mongo.after-commit")

    @asynccontextmanager
    async def once(self, message: Message) -> AsyncIterator[MongoTx]:
        """The transaction of ``message``'s effect; a redelivery raises ``AlreadyHandled`` before the block runs.

        Under a claim that another member has taken over, it raises ``Fenced``, and nothing is written.
        """
        async with self.begin(message.tenant_id) as tx:
            await self._pass_fence(CLAIM.get(), message, tx)
            row = {
                "_id": f"{HANDLER.get()}/{message.id}",
                "tenant_id": str(message.tenant_id),
                "handled_at": datetime.now(UTC),
            }
            try:
                await self.db[INBOX].insert_one(row, session=tx.session)
            except DuplicateKeyError:
                raise AlreadyHandled from None
            failpoint("mongo.inbox-written")
            yield tx

    async def bury(self, tenant_id: UUID, now: datetime) -> datetime:
        """Forget an organisation; since when. No transaction that begins later makes an effect of it.

        One that began before may still: whoever erases does it again once the longest of these has ended.
        """
        own, row = {"_id": str(tenant_id)}, {"tenant_id": str(tenant_id), "erased_at": now}
        await self.db[ERASED].update_one(own, {"$setOnInsert": row}, upsert=True)
        kept = await self.db[ERASED].find_one(own)
        assert kept is not None, "tombstones stay"
        since: datetime = kept["erased_at"]
        return since.replace(tzinfo=since.tzinfo or UTC)

    async def _see_that_it_lives(self, tx: MongoTx) -> None:
        if AT_WORK.get() or tx.tenant_id == NO_TENANT:
            return
        own = {"_id": str(tx.tenant_id), "tenant_id": str(tx.tenant_id)}
        if await self.db[ERASED].find_one(own, {"_id": 1}, session=tx.session) is not None:
            if HANDLER.get() != DIRECT:
                raise AlreadyHandled
            raise Unauthorized("token-revoked", "This organisation was erased.")

    async def _pass_fence(self, claim: Claim | None, message: Message, tx: MongoTx) -> None:
        """Write to a slot of the fence: a claim, which writes to all, and this transaction can't both commit."""
        if claim is None:
            return
        slot = message.id.int % SLOTS
        passed = await self.db[FENCES].update_one(
            {"_id": f"{_name_of(claim)}/{slot}", "owner": str(claim.token)},
            {"$inc": {"effects": 1}},
            session=tx.session,
        )
        if passed.matched_count == 0:
            raise Fenced(_name_of(claim))

    async def claim(self, group: str, partition: Partition) -> Claim:
        """See ``Fence``. Waits for open transactions by trying until none is in the way."""
        claim = Claim(group, partition, uuid4())
        give_up = time.monotonic() + _CLAIM_WITHIN_S
        while True:
            try:
                async with self.client.start_session() as session, await session.start_transaction():
                    for slot in range(SLOTS):
                        await self.db[FENCES].update_one(
                            {"_id": f"{_name_of(claim)}/{slot}"},
                            {"$set": {"owner": str(claim.token), "updated_at": datetime.now(UTC)}},
                            upsert=True,
                            session=session,
                        )
                    kept = await self.db[FENCES].find_one({"_id": f"{_name_of(claim)}/0"}, session=session)
                return replace(claim, position=(kept or {}).get("position"))
            except PyMongoError as error:
                if not error.has_error_label("TransientTransactionError") or time.monotonic() > give_up:
                    raise
                await asyncio.sleep(_PAUSE_S)

    async def keep_positions(self, positions: Mapping[Claim, int]) -> None:
        """See ``Fence``."""
        for claim, position in positions.items():
            own = {"_id": f"{_name_of(claim)}/0", "owner": str(claim.token)}
            await self.db[FENCES].update_one(own, {"$set": {"position": position, "updated_at": datetime.now(UTC)}})

    async def ping(self) -> None:
        """Raise where the database does not answer."""
        await self.client.admin.command("ping")


def _name_of(claim: Claim) -> str:
    return f"{claim.group}/{claim.partition.topic}/{claim.partition.number}"
