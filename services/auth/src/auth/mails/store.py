"""SQL of mails."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.mails.tables import mails
from common.jobs import States
from common.jobs.postgres import PostgresJobs
from common.stores.postgres import Database

LANE = "mail"
WAITING, SENDING, SENT, GIVEN_UP, WITHHELD = "waiting", "sending", "sent", "given-up", "withheld"


def mail_queue(database: Database) -> PostgresJobs:
    """The queue that mails leave from."""
    return PostgresJobs(database, mails, states=States(WAITING, SENDING), lane=LANE)


async def mails_since(conn: AsyncConnection, recipient_digest: bytes, since: datetime) -> int:
    """How many mails one address was written since; requests for the same address wait for each other until commit."""
    lock = int.from_bytes(recipient_digest[:8], signed=True)
    await conn.execute(select(func.pg_advisory_xact_lock(lock)))
    own = (mails.c.recipient_digest == recipient_digest, mails.c.created_at > since, mails.c.status != WITHHELD)
    return int((await conn.execute(select(func.count()).select_from(mails).where(*own))).scalar_one())


async def add_mail(conn: AsyncConnection, row: dict[str, object]) -> None:
    """Put a mail into the queue, or a withheld one on record."""
    await conn.execute(insert(mails).values(attempts=0, **row))


async def forget_ended(conn: AsyncConnection, now: datetime, after: timedelta) -> int:
    """Delete mails that came to an end longer than ``after`` ago; how many those were."""
    gone = await conn.execute(delete(mails).where(mails.c.ended_at < now - after))
    return gone.rowcount


async def forget_of(conn: AsyncConnection, recipient_digest: bytes) -> None:
    """Delete every mail to an address, sent or not."""
    await conn.execute(delete(mails).where(mails.c.recipient_digest == recipient_digest))
