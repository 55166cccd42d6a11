"""What a service may not do at the broker, it can't: tried with what its own process is told."""

import asyncio
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    KafkaError,
    TopicAuthorizationFailedError,
)

from brandmon_local import Stack
from brandmon_local.layout.ports import HOST
from common.contracts.collector import WebsiteRegistered
from common.contracts.tenants import MemberJoined
from common.messaging.kafka.address import address, driver_options
from common.messaging.kafka.history import KafkaHistory
from common.messaging.kafka.identities import put_identities
from common.messaging.kafka.letters import KafkaLetters
from common.messaging.log import LogUnavailable
from common.primitives.ids import uuid7

from ..spine import row_of
from .conftest import Told

pytestmark = pytest.mark.connected


def kafka_of(service: Any) -> str:
    """The broker as a service reaches it."""
    return address(service.kafka_bootstrap, service.kafka_username, service.kafka_password)


def forged() -> tuple[str, bytes, bytes, Any]:
    """An outsider who makes himself an admin of somebody's organisation."""
    tenant = uuid7()
    return row_of(MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="admin"))


async def append(bootstrap: str, topic: str, key: bytes, body: bytes, headers: Any) -> None:
    producer = AIOKafkaProducer(**driver_options(bootstrap), acks="all")
    await producer.start()
    try:
        await producer.send_and_wait(topic, body, key=key, headers=list(headers))
    finally:
        await producer.stop()


async def held(stack: Stack, topic: str) -> int:
    return await KafkaHistory(stack.urls.kafka, client_id="test").waiting([topic])


@pytest.mark.parametrize("user", ["collector", "auth", "tenants", "collector-outbox", "connect"])
async def test_a_forged_membership_is_refused_whoever_sends_it(guarded: Stack, user: str) -> None:
    """Also tenants' own process: what it announces goes through its outbox, in the transaction of the effect."""
    before = await held(guarded, MemberJoined.topic)
    with pytest.raises(TopicAuthorizationFailedError):
        await append(guarded.urls.kafka_as(user), *forged())
    assert await held(guarded, MemberJoined.topic) == before


async def test_the_connector_of_tenants_may_announce_a_membership(guarded: Stack) -> None:
    await append(guarded.urls.kafka_as("tenants-outbox"), *forged())


async def test_a_topic_that_a_service_does_not_listen_to_cannot_be_read(guarded: Stack, told: Told) -> None:
    own, foreign = WebsiteRegistered.topic, MemberJoined.topic
    history = KafkaHistory(kafka_of(told("collector")), client_id="test")
    assert await history.waiting([own]) == 0
    with pytest.raises(LogUnavailable, match="TopicAuthorizationFailed"):
        await history.waiting([foreign])
    reader = AIOKafkaConsumer(**driver_options(kafka_of(told("collector"))), group_id=None)
    await reader.start()
    try:
        reader.assign([TopicPartition(foreign, 0)])
        with pytest.raises((TopicAuthorizationFailedError, TimeoutError)):  # the driver asks again and again
            await asyncio.wait_for(reader.getone(), 2)
    finally:
        await reader.stop()


async def test_a_group_of_another_service_cannot_be_joined(guarded: Stack, told: Told) -> None:
    auth, collector = kafka_of(told("auth")), kafka_of(told("collector"))
    for bootstrap, group, refused in (
        (collector, "auth", True),
        (collector, "authority", True),
        (auth, "auth", False),
        (auth, f"auth-{uuid7()}", False),
        (auth, "authority", True),
    ):
        member = AIOKafkaConsumer(**driver_options(bootstrap), group_id=group, enable_auto_commit=False)
        try:
            if refused:
                with pytest.raises(GroupAuthorizationFailedError):
                    await member.start()
                    await member.committed(TopicPartition(MemberJoined.topic, 0))
            else:
                await member.start()
                assert await member.committed(TopicPartition(MemberJoined.topic, 0)) is None
        finally:
            await member.stop()


async def test_dead_letters_are_appended_and_read_by_their_service_only(guarded: Stack, told: Told) -> None:
    own = KafkaLetters(kafka_of(told("collector")), "collector.dead-letters", client_id="test")
    foreign = KafkaLetters(kafka_of(told("collector")), "auth.dead-letters", client_id="test")
    try:
        await own.append(b"k", b"v", ())
        assert [each.value for each in await own.catch_up()] == [b"v"]
        with pytest.raises(LogUnavailable):
            await foreign.append(b"k", b"v", ())
        with pytest.raises(LogUnavailable):
            await foreign.catch_up()
    finally:
        await own.stop()
        await foreign.stop()


async def test_topics_are_not_made_or_deleted_by_a_service(guarded: Stack, told: Told) -> None:
    admin = AIOKafkaAdminClient(**driver_options(kafka_of(told("tenants"))))
    await admin.start()
    try:
        made = await admin.create_topics([NewTopic("tenants.mine", 1, 1)])
        assert [code for _, code, *_ in made.topic_errors] == [TopicAuthorizationFailedError.errno]
        gone = await admin.delete_topics([MemberJoined.topic])
        assert [code for _, code, *_ in gone.topic_error_codes] == [TopicAuthorizationFailedError.errno]
    finally:
        await admin.close()


@pytest.mark.parametrize("who", ["nobody", "a wrong password", "somebody unknown"])
async def test_nobody_enters_without_proof(guarded: Stack, who: str) -> None:
    hosts = guarded.urls.kafka_hosts
    bootstrap = {
        "nobody": hosts,
        "a wrong password": address(hosts, "operator", "wrong"),
        "somebody unknown": address(hosts, "eve", guarded.secrets["kafka_operator"]),
    }[who]
    producer = AIOKafkaProducer(**driver_options(bootstrap), request_timeout_ms=3000)
    with pytest.raises((KafkaConnectionError, KafkaError)):
        await asyncio.wait_for(producer.start(), 15)
    await producer.stop()


@pytest.mark.parametrize("own", [("broker", "wrong"), ("operator", "its own"), ("collector", "its own")])
async def test_the_controller_gives_no_rights_to_whoever_asks(guarded: Stack, own: tuple[str, str]) -> None:
    user, password = own
    if password == "its own":
        password = guarded.secrets[f"kafka_{user}"]
    with pytest.raises(LogUnavailable):
        await put_identities(HOST, guarded.ports["kafka_controller"], (user, password), {"eve": "password"}, [])
