"""How auth of today is put on what was stored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import SecretStr

from auth.app import api, authentication, own_verifier, post_of
from auth.consumer import consumer, subscriptions
from auth.revocations.own import OwnWatch
from auth.settings import AuthSettings
from common.messaging.memory import MemoryBroker, MemoryLog
from common.stores.postgres import UnitOfWork

from ..kept import Part, Stores

KEY_SECRET = "not-a-secret-auth-key-encryption"


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service; signing keys are opened with what they were sealed with."""
    settings = AuthSettings(
        mode="local",
        http_port=8080,
        kafka_bootstrap="unused:9092",
        database_url=SecretStr(stores.urls.app),
        passkey_origins="http://localhost:8080",
        key_encryption_secret=SecretStr(KEY_SECRET),
    )
    unit = UnitOfWork(stores.urls.app, service="auth")
    uses = authentication(settings, unit, None, clock=stores.clock)
    await uses.keys.open()
    verifier = own_verifier(unit, uses.keys)
    assert isinstance(verifier.watch, OwnWatch)
    try:
        post = post_of(settings, stores.clock)
        await verifier.watch.look_here()
        verifier.watch.start()
        listener = consumer(unit, MemoryLog(MemoryBroker()), stores.clock, post)
        app = api(settings, unit, uses, listener, verifier)
        yield Part(app, {"auth": subscriptions(unit, stores.clock, post)})
    finally:
        await verifier.watch.stop()
        await uses.passwords.close()
        await unit.dispose()
