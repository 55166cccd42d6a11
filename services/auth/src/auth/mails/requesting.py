"""Asking for a mail, inside the transaction of what it tells about: it leaves if, and only if, that commits.

The secret of a mail is never in a message: a topic is kept for days and read by many. So a mail is a sealed row of this
database and a job at once (ADR 41), and other features and services reach people through this function alone.
"""

from dataclasses import dataclass
from datetime import timedelta

from auth.mails import store
from auth.mails.rules import NOTICES, Letter
from auth.mails.sealing import Sealing
from common.primitives.clock import Clock
from common.primitives.ids import uuid7
from common.process.telemetry import current_traceparent
from common.stores.postgres import Tx

_COUNTED_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Mails:
    """At most ``most_per_hour`` mails to one address in any hour, notices to its owner aside."""

    sealing: Sealing
    most_per_hour: int
    clock: Clock

    async def request(self, tx: Tx, letter: Letter, *, withhold: str | None = None) -> bool:
        """Have ``letter`` sent; False where it is withheld.

        ``withhold`` names a reason for which nothing must leave, such as "no-account". The same statements run then,
        and a row is written: by its work, too, a request must not tell which addresses have accounts.
        """
        mail_id, now, digest = uuid7(), self.clock.now(), self.sealing.digest(letter.recipient)
        sealed = self.sealing.seal(mail_id, letter)
        lately = await store.mails_since(tx.conn, digest, now - _COUNTED_FOR)
        if lately >= self.most_per_hour and letter.kind not in NOTICES:
            withhold = withhold or "too-many"
        row: dict[str, object] = {"id": mail_id, "kind": letter.kind, "recipient_digest": digest, "created_at": now}
        row |= {"due_at": now, "traceparent": current_traceparent()}
        if withhold is None:
            row |= {"status": store.WAITING, "sealed": sealed}
        else:
            row |= {"status": store.WITHHELD, "reason": withhold, "ended_at": now}
        await store.add_mail(tx.conn, row)
        return withhold is None
