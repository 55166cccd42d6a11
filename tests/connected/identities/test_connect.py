"""Kafka Connect holds every connector's login: it takes orders from operators only; connectors keep to their topics."""

import asyncio

import httpx
import pytest

from brandmon_local import Stack
from brandmon_local.provisioning.connectors import apply_connector
from common.contracts.auth import UserRegistered
from common.messaging.kafka.history import KafkaHistory
from common.outbox.connectors import Connectors, outbox_connector
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

from ..spine import until
from .conftest import Told

pytestmark = pytest.mark.connected
SERVICE = "tenants"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"), ("GET", "/connectors"), ("POST", "/connectors"), ("GET", "/connector-plugins"),
        ("PUT", "/connectors/mine/config"), ("DELETE", "/connectors/tenants-outbox"), ("GET", "/admin/loggers"),
        ("PUT", "/connectors/tenants-outbox/stop"), ("GET", "/connectors/tenants-outbox/config"),
    ],
)  # fmt: skip
async def test_without_the_operators_password_nothing_is_told_or_done(guarded: Stack, method: str, path: str) -> None:
    address = f"http://127.0.0.1:{guarded.ports['connect']}{path}"
    body = {} if method in ("POST", "PUT") else None
    for login in (None, ("operator", "wrong"), ("collector", guarded.secrets["kafka_collector"])):
        async with httpx.AsyncClient(trust_env=False) as client:  # it closes connections whose body it did not read
            answer = await client.request(method, address, auth=login, json=body)
        assert answer.status_code == httpx.codes.UNAUTHORIZED


def test_no_service_is_told_the_password(told: Told) -> None:
    assert not hasattr(told(SERVICE), "connect_url")


async def test_a_connectors_configuration_shows_no_secret(guarded: Stack) -> None:
    await apply_connector(guarded.site, SERVICE)
    async with httpx.AsyncClient(base_url=guarded.urls.connect, trust_env=False) as client:
        for path in ("config", "tasks", "status", "tasks-config"):
            shown = (await client.get(f"/connectors/{outbox_connector(SERVICE)}/{path}")).text
            assert not [name for name, secret in guarded.secrets.items() if secret in shown]


async def test_a_row_for_another_services_topic_ends_in_the_connector(guarded: Stack) -> None:
    """Whoever takes a service over can write its outbox, and name any topic there: the broker refuses it."""
    await apply_connector(guarded.site, SERVICE)
    unit = UnitOfWork(guarded.urls.postgres(SERVICE), service=SERVICE)
    async with unit.begin(tenant := uuid7()) as tx:
        tx.emit(UserRegistered(tenant_id=tenant, user_id=uuid7()))
    await unit.dispose()
    async with Connectors(guarded.urls.connect) as connectors:

        async def failed() -> bool:
            state = await connectors.status(outbox_connector(SERVICE))
            return state is not None and any(
                task["state"] == "FAILED" and "Not authorized to access topics" in task["trace"]
                for task in state["tasks"]
            )

        await until(failed, "the connector is refused")
        await connectors.delete(outbox_connector(SERVICE))
    await asyncio.sleep(0)
    assert await KafkaHistory(guarded.urls.kafka, client_id="test").waiting([UserRegistered.topic]) == 0
