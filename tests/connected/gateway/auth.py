"""Auth itself behind the gateway: its application on a port, its database, somebody with an organisation."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import uvicorn
from pydantic import SecretStr

from auth.accounts import store as account_store
from auth.accounts.rules import read_email
from auth.app import api, authentication, own_verifier, post_of
from auth.consumer import consumer
from auth.memberships.handlers import remember_membership
from auth.memberships.rules import Membership
from auth.sessions.access_tokens import TokenHolder, issue
from auth.sessions.authentication import Authentication
from auth.settings import AuthSettings
from common.contracts.message import NO_TENANT
from common.contracts.tenants import MemberJoined
from common.messaging.memory import MemoryBroker, MemoryLog
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import upgrade
from common.testing.postgres import PostgresServer


@dataclass(frozen=True)
class Somebody:
    """An admin of an organisation, logged in."""

    user_id: UUID
    tenant_id: UUID
    token: str


async def _somebody(uses: Authentication, unit: UnitOfWork) -> Somebody:
    await uses.keys.open()
    user_id, tenant_id, email = uuid7(), uuid7(), read_email("ada@shop.example")
    assert email is not None
    async with unit.begin(NO_TENANT) as tx:
        await account_store.add_account(tx, user_id, email, None, "no password opens it")
    joined = MemberJoined(tenant_id=tenant_id, organization_id=tenant_id, user_id=user_id, role="admin")
    await remember_membership(joined, unit=unit)
    holder, signing = TokenHolder(user_id, uuid7(), Membership(tenant_id, "admin")), await uses.keys.signing()
    return Somebody(user_id, tenant_id, issue(holder, signing, uses.clock.now(), timedelta(minutes=10)))


@contextmanager
def running_auth(postgres: PostgresServer, port: int) -> Iterator[Somebody]:
    """Auth on ``port`` of this machine, in a thread with a loop of its own."""
    urls = postgres.database()
    upgrade("auth", urls.owner)
    settings = AuthSettings(
        mode="local", http_port=port, kafka_bootstrap="unused:9092", database_url=SecretStr(urls.app),
        key_encryption_secret=SecretStr("an unguessable text of forty characters.."), trusted_proxies=1,
    )  # fmt: skip
    found: list[Somebody] = []
    servers: list[uvicorn.Server] = []

    async def serve() -> None:
        unit = UnitOfWork(urls.app, service="auth")
        uses = authentication(settings, unit, None)
        listener = consumer(unit, MemoryLog(MemoryBroker()), uses.clock, post_of(settings, uses.clock))
        application = api(settings, unit, uses, listener, own_verifier(unit, uses.keys))
        server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=port, log_level="error"))
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        servers.append(server)
        found.append(await _somebody(uses, unit))
        await server.serve()
        await uses.passwords.close()
        await unit.dispose()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not (found and servers[0].started):
        if time.monotonic() > until or not thread.is_alive():
            raise TimeoutError("auth does not start")
        time.sleep(0.05)
    try:
        yield found[0]
    finally:
        servers[0].should_exit = True
        thread.join(20)
