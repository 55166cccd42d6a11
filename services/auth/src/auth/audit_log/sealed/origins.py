"""What auth itself notes: as every service does, and with where the request came from, which stays in its database."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from auth.audit_log.sealed.persons import key_of, nobody_in, remember_origin
from auth.audit_log.sealed.sealing import MasterKey, Origin
from common.audit_log import Actor, Fact, note
from common.audit_log.actors import Caller
from common.contracts.auth import ActionNoted
from common.primitives.clock import Clock
from common.stores.postgres import Tx


@dataclass(frozen=True, slots=True)
class Origins:
    """How a request's origin is read and sealed. ``address_of`` knows which proxies are ours."""

    master: MasterKey
    clock: Clock
    address_of: Callable[[Request], str]

    def of(self, request: Request) -> Origin:
        """Where a request comes from."""
        return Origin.given(self.address_of(request), request.headers.get("user-agent"))


@dataclass(frozen=True, slots=True)
class _Here:
    origins: Origins
    origin: Origin


_HERE: ContextVar[_Here | None] = ContextVar("here", default=None)
"""Set for the request that is answered: use cases need not hand it through."""


class OriginKnown:
    """Around all routes of auth (ASGI): what is noted while a request is answered knows where it came from."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if scope["type"] == "http":
            _HERE.set(_Here(self._origins, self._origins.of(Request(scope))))
        await self._app(scope, receive, send)


async def session_seen(tx: Tx, person_id: UUID, session_id: UUID) -> None:
    """Keep where a session is seen now: entries of other services know it by its session."""
    await _remember(tx, person_id, session_id)


async def note_here(
    tx: Tx, actor: Actor | Caller, action: str, resource: UUID | None, **facts: Fact
) -> ActionNoted:  # fmt: skip
    """As ``common.audit_log.note``; the request's origin is kept, under the key of the person who acted."""
    entry = note(tx, actor, action, resource, **facts)
    await _remember(tx, entry.user_id, entry.id)
    return entry


async def _remember(tx: Tx, person_id: UUID | None, own_id: UUID) -> None:
    here = _HERE.get()
    if here is None:
        return
    now = here.origins.clock.now()
    key = await key_of(tx.conn, here.origins.master, person_id or nobody_in(now))
    if key is not None:
        await remember_origin(tx.conn, own_id, key, here.origin, now)
