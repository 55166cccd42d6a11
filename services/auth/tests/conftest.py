"""The service's parts on the tests' database."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from auth.accounts.passwords import Cost, PasswordHashing
from auth.app import api, authentication, own_verifier, post_of, sealing_of
from auth.consumer import consumer
from auth.mails.delivery import Delivery
from auth.revocations.own import OwnWatch
from auth.settings import AuthSettings
from common.messaging.memory import MemoryBroker, MemoryLog
from common.primitives.clock import ManualClock
from common.stores.postgres import UnitOfWork
from common.testing.examples import SHARED_KEY
from common.testing.http import client_of
from common.testing.postgres import DatabaseUrls

from .service import Mailbox, Service

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)


@pytest.fixture
def settings(urls: DatabaseUrls) -> AuthSettings:
    return AuthSettings(
        mode="local",
        http_port=8080,
        kafka_bootstrap="unused:9092",
        database_url=SecretStr(urls.app),
        key_encryption_secret=SecretStr("an unguessable text of forty characters.."),
        mail_keys=SecretStr(SHARED_KEY),
    )


@pytest.fixture
def clock() -> ManualClock:
    """Stands still at the present: tokens are verified against the machine's clock."""
    return ManualClock(datetime.now(UTC))


@pytest.fixture
async def service(settings: AuthSettings, unit: UnitOfWork, clock: ManualClock) -> AsyncIterator[Service]:
    uses = authentication(settings, unit, None, clock=clock, passwords=PasswordHashing(CHEAP))
    await uses.keys.open()
    verifier = own_verifier(unit, uses.keys)
    assert isinstance(verifier.watch, OwnWatch)
    await verifier.watch.look_here()
    listener = consumer(unit, MemoryLog(MemoryBroker()), clock, post_of(settings, clock))
    application = api(settings, unit, uses, listener, verifier)
    async with client_of(application) as client:
        mailbox = Mailbox()
        delivery = Delivery(unit, sealing_of(settings), mailbox, clock)
        yield Service(uses, unit, clock, client, verifier.watch, delivery, mailbox)
    await uses.passwords.close()
