"""The connectors of the local stack: their configuration out of the templates, and how operators look after them."""

import json
from datetime import timedelta
from functools import partial

from sqlalchemy.ext.asyncio import create_async_engine

from brandmon_local.engines.connect import password_file
from brandmon_local.errors import StackError
from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import POSTGRES_SERVICES, Site
from brandmon_local.layout.templates import DEPLOY, render
from common.messaging.kafka.history import KafkaHistory
from common.messaging.kafka.rights import outbox_user
from common.outbox.connectors import Config, ConnectorFailed, Connectors, outbox_connector
from common.outbox.connectors.recovery import Recovered, recover
from common.outbox.connectors.slots import slot
from common.outbox.postgres import PostgresOutbox
from common.outbox.reconcile import Reconciler
from common.primitives.clock import SystemClock

POLL_INTERVAL_MS = 50
"""How long a connector with nothing to do sleeps: 10 ms cost three times as much of a core and save 40 ms."""


def render_config(site: Site, service: str, *, poll_interval_ms: int = POLL_INTERVAL_MS) -> Config:
    """The configuration of a service's connector; the password is named, not given."""
    postgres = service in POSTGRES_SERVICES
    values: dict[str, str | int] = {
        "service": service,
        "host": HOST,
        "port": site.ports["postgres" if postgres else "mongodb"],
        "password": f"${{file:{password_file(site)}:{service}_cdc}}",
        "kafka_protocol": "SASL_PLAINTEXT",
        "kafka_user": outbox_user(service),
        "kafka_password": f"${{file:{password_file(site)}:{outbox_user(service)}}}",
        "poll_interval_ms": poll_interval_ms,
    }
    template = DEPLOY / "debezium" / ("postgres-outbox.json" if postgres else "mongodb-outbox.json")
    config: Config = json.loads(render(template, values))
    return config


async def apply_connector(site: Site, service: str) -> None:
    """Have the connector of ``service`` run."""
    try:
        async with Connectors(site.urls.connect) as connectors:
            await connectors.apply(outbox_connector(service), render_config(site, service))
            await connectors.until_running(outbox_connector(service))
    except ConnectorFailed as failure:
        raise StackError(str(failure)) from None


def slot_name(service: str) -> str:
    """What the replication slot of a service's connector is called; as in the template."""
    return f"{service}_outbox"


async def connector_rows(site: Site) -> list[dict[str, object]]:
    """Each service's connector as it stands, with its slot."""
    async with Connectors(site.urls.connect) as connectors:
        return [await _row(site, connectors, service) for service in (*POSTGRES_SERVICES, "collector")]


async def _row(site: Site, connectors: Connectors, service: str) -> dict[str, object]:
    name = outbox_connector(service)
    state = await connectors.status(name)
    row: dict[str, object] = {
        "connector": name,
        "state": state["connector"]["state"] if state else "ABSENT",
        "tasks": ", ".join(task["state"] for task in state["tasks"]) if state else None,
        "slot": None,
        "retained_mb": None,
        "of_limit": None,
        "alarm": state is None or any(part["state"] == "FAILED" for part in (state["connector"], *state["tasks"])),
    }
    if service in POSTGRES_SERVICES:
        engine = create_async_engine(site.urls.postgres(service, "operations"), pool_size=1)
        async with engine.connect() as conn:
            found = await slot(conn, slot_name(service))
        await engine.dispose()
        row |= {
            "slot": found.status,
            "retained_mb": None if found.retained is None else round(found.retained / 1048576, 1),
            "of_limit": None if found.share is None else f"{found.share:.1%}",
            "alarm": bool(row["alarm"]) or found.is_alarming,
        }
    return row


async def restart_connector(site: Site, service: str) -> None:
    """Start what has failed of a service's connector once more, and wait until it runs."""
    async with Connectors(site.urls.connect) as connectors:
        await connectors.restart(outbox_connector(service))
        await connectors.until_running(outbox_connector(service))


async def recover_connector(site: Site, service: str) -> Recovered:
    """Make a lost slot of ``service`` anew and publish what is missing."""
    store = PostgresOutbox(site.urls.postgres(service, "operations"))
    history = partial(KafkaHistory, site.urls.kafka, client_id=f"{service}-recover")
    reconciler = Reconciler(store, history, SystemClock(), grace=timedelta())
    try:
        async with Connectors(site.urls.connect) as connectors:
            return await recover(
                connectors, outbox_connector(service), replication_url=site.urls.postgres(service, "cdc"),
                slot_name=slot_name(service), reconciler=reconciler,
            )  # fmt: skip
    finally:
        await store.close()
