"""Connections that lay idle in the pool: asked whether they are still good before they are used."""

import time
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

_PING_AFTER_S = 1.0


def ping_the_idle(engine: AsyncEngine) -> None:
    """Ask a connection that lay idle whether it is still good. One used a moment ago need not pay a round trip."""

    @event.listens_for(engine.sync_engine, "checkin")
    def returned(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["idle_since"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def taken(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
        now = time.monotonic()
        if now - record.info.get("idle_since", now) > _PING_AFTER_S:
            try:
                engine.dialect.do_ping(connection)
            except Exception as error:
                raise InvalidatePoolError from error  # the server went away: no connection of then is good
