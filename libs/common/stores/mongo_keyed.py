"""First answers in MongoDB: see ``common.stores.keyed``."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import DuplicateKeyError, OperationFailure

from common.process.failpoints import failpoint
from common.stores.keyed import KEPT_FOR, AnsweredBefore, FirstAnswer, RequestKey, still_running
from common.stores.mongo import ANSWERS, Document, MongoTx, MongoUnit

_OTHERS_TURN = 112
"""WriteConflict: another open transaction has written this document."""


@dataclass(frozen=True, slots=True)
class MongoAnswers:
    """The first answers of a service whose truth is in MongoDB."""

    unit: MongoUnit

    def holding(self, key: RequestKey) -> "HeldMongoTransaction":
        """See ``FirstAnswers``."""
        return HeldMongoTransaction(self.unit, key)


class HeldMongoTransaction:
    """See ``Held``. MongoDB knows no savepoints: a block that fails takes the blocks before it along."""

    def __init__(self, unit: MongoUnit, key: RequestKey) -> None:
        self.over = False
        self._unit = unit
        self._key = key
        self._id = f"{key.tenant_id}/{key.id}"
        self._opened = AsyncExitStack()
        self._session: AsyncClientSession | None = None

    def serves(self, store: object) -> bool:
        """See ``Held``."""
        return store is self._unit

    async def first(self) -> FirstAnswer | None:
        """See ``Held``."""
        return _answer(await self._unit.db[ANSWERS].find_one(self._own()))

    @asynccontextmanager
    async def block(self, tenant_id: UUID) -> AsyncIterator[MongoTx]:
        """See ``Held``."""
        session = self._session or await self._open()
        tx = MongoTx(session, self._unit.db, tenant_id, self._unit.service)
        try:
            yield tx
            await tx.flush()
        except BaseException:
            await self._take_back()
            raise

    async def keep(self, answer: FirstAnswer) -> None:
        """See ``Held``."""
        session = self._session or await self._open()
        told = {"fingerprint": answer.fingerprint, "status": answer.status, "response": answer.response}
        await self._unit.db[ANSWERS].update_one(self._own(), {"$set": told}, session=session)
        await self._commit()

    async def close(self) -> None:
        """See ``Held``."""
        if self._session is not None:  # what stands for the answer to come must not outlive a request without one
            await self._unit.db[ANSWERS].delete_one(self._own(), session=self._session)
        await self._commit()

    async def abandon(self) -> None:
        """See ``Held``."""
        self.over = True
        await self._take_back()

    async def _commit(self) -> None:
        self.over = True
        if self._session is None:
            return
        try:
            failpoint("mongo.before-commit")
            await self._session.commit_transaction()
            failpoint("mongo.after-commit")
        finally:
            await self._take_back()

    async def _take_back(self) -> None:
        self._session = None
        await self._opened.aclose()

    async def _open(self) -> AsyncClientSession:
        """The session, in a transaction that is the only one with this key: it writes the key's document first."""
        session = await self._opened.enter_async_context(self._unit.client.start_session())
        try:
            await session.start_transaction()
            await self._come_first(session)
        except (DuplicateKeyError, OperationFailure) as error:
            await self._take_back()
            if isinstance(error, DuplicateKeyError) or error.code == _OTHERS_TURN:
                raise still_running() from None
            raise
        except BaseException:
            await self._take_back()
            raise
        self._session = session
        return session

    async def _come_first(self, session: AsyncClientSession) -> None:
        answers, own = self._unit.db[ANSWERS], self._own()
        failpoint("mongo.begun")
        answer = _answer(await answers.find_one(own, session=session))
        if answer is not None:
            raise AnsweredBefore(answer)
        await answers.replace_one(own, {**own, "created_at": datetime.now(UTC)}, upsert=True, session=session)

    def _own(self) -> Document:
        return {"_id": self._id, "tenant_id": str(self._key.tenant_id)}


def _answer(row: Document | None) -> FirstAnswer | None:
    if row is None or "response" not in row or row["created_at"] < datetime.now(UTC) - KEPT_FOR:
        return None
    return FirstAnswer(row["fingerprint"], row["status"], row["response"])
