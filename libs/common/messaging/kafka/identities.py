"""Users and rights on the broker: what should be there is put there, and what should not is taken away.

Spoken to its controller, whose own user stands in its file: before the first user exists, nobody else could make one.
The driver has no call for users and answers of rights, so their requests are spelled out here (KIP-554, KIP-140).
"""

import hashlib
import logging
import os
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiokafka.conn import AIOKafkaConnection, create_conn
from aiokafka.errors import KafkaError, for_code
from aiokafka.protocol.admin import CreateAclsRequest_v1, DeleteAclsRequest_v1, DescribeAclsRequest_v1
from aiokafka.protocol.api import RequestStruct, Response
from aiokafka.protocol.types import (
    CompactArray,
    CompactBytes,
    CompactString,
    Int8,
    Int16,
    Int32,
    Schema,
    TaggedFields,
)  # fmt: skip

from common.messaging.kafka.rights import Act, Resource, Right
from common.messaging.log import LogUnavailable

ITERATIONS = 4096
"""The least that the broker takes: these passwords are random, nobody guesses them."""
_SCRAM_SHA_512 = 2
_ANY, _ALLOW, _EVERYWHERE, _LITERAL, _PREFIXED = 1, 3, "*", 3, 4
_RESOURCES: Mapping[Resource, int] = {"topic": 2, "group": 3}
_ACTS: Mapping[Act, int] = {"read": 3, "write": 4, "create": 5, "describe_configs": 10}

Acl = tuple[int, str, int, str, str, int, int]
"""Resource type, name, pattern, principal, host, operation, permission, as the protocol numbers them."""


async def put_identities(
    host: str, port: int, own: tuple[str, str], passwords: Mapping[str, str], wanted: Collection[Right]
) -> None:
    """Give every user of ``passwords`` its password and all of them the ``wanted`` rights, and nobody any other.

    ``port`` is the controller's, ``own`` its user and password there. Raises ``LogUnavailable`` where it does not take
    what it is told.
    """
    try:
        async with _connected(host, port, own) as connection:
            await _put_users(connection, passwords)
            await _put_rights(connection, {_acl(each) for each in wanted})
    except (KafkaError, OSError) as error:
        raise LogUnavailable(f"the controller refuses users or rights: {type(error).__name__}") from error


@asynccontextmanager
async def _connected(host: str, port: int, own: tuple[str, str]) -> AsyncIterator[AIOKafkaConnection]:
    user, password = own
    # it would warn of a password in the clear: the controller listens to its own machine, and is given nobody else's
    logging.getLogger("aiokafka.conn").setLevel(logging.ERROR)
    connection = await create_conn(
        host, port, client_id="brandmon-identities", security_protocol="SASL_PLAINTEXT", sasl_mechanism="PLAIN",
        sasl_plain_username=user, sasl_plain_password=password,
    )  # fmt: skip
    try:
        yield connection
    finally:
        connection.close()


async def _put_users(connection: AIOKafkaConnection, passwords: Mapping[str, str]) -> None:
    rows: list[tuple[object, ...]] = []
    for user, password in sorted(passwords.items()):
        salt = os.urandom(32)
        salted = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ITERATIONS)
        rows.append((user, _SCRAM_SHA_512, ITERATIONS, salt, salted, {}))
    answer = await _ask(connection, _AlterUsers([], rows, {}))
    for _, code, _, _ in answer.results:
        _check(code)


async def _put_rights(connection: AIOKafkaConnection, wanted: set[Acl]) -> None:
    there = set(_acls(await _ask(connection, DescribeAclsRequest_v1(_ANY, None, _ANY, None, None, _ANY, _ANY))))
    if missing := sorted(wanted - there):
        for code, _ in (await _ask(connection, CreateAclsRequest_v1(missing))).creation_responses:
            _check(code)
    if surplus := sorted(there - wanted):
        for code, _, _ in (await _ask(connection, DeleteAclsRequest_v1(surplus))).filter_responses:
            _check(code)


def _acls(answer: Any) -> Iterator[Acl]:
    _check(answer.error_code)
    for kind, name, pattern, entries in answer.resources:
        for principal, host, act, permission in entries:
            yield kind, name, pattern, principal, host, act, permission


def _acl(right: Right) -> Acl:
    pattern = _PREFIXED if right.prefixed else _LITERAL
    who = f"User:{right.user}"
    return _RESOURCES[right.resource], right.name, pattern, who, _EVERYWHERE, _ACTS[right.act], _ALLOW


def _check(code: int) -> None:
    if code:
        raise for_code(code)


async def _ask(connection: AIOKafkaConnection, request: RequestStruct) -> Any:
    return await connection.send(_Ready(request))


class _Ready:
    """A request whose version is chosen already."""

    def __init__(self, request: RequestStruct) -> None:
        self._request = request

    def prepare(self, _versions: Mapping[int, tuple[int, int]]) -> RequestStruct:
        """See ``aiokafka.protocol.api.Request``."""
        return self._request


_TEXT = CompactString("utf-8")


class _UsersAltered(Response):  # type: ignore[misc]
    API_KEY = 51
    API_VERSION = 0
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        ("results", CompactArray(("user", _TEXT), ("error_code", Int16), ("error_message", _TEXT),
                                 ("tags", TaggedFields))),
        ("tags", TaggedFields),
    )  # fmt: skip


class _AlterUsers(RequestStruct):  # type: ignore[misc]
    API_KEY = 51
    API_VERSION = 0
    FLEXIBLE_VERSION = True
    RESPONSE_TYPE = _UsersAltered
    SCHEMA = Schema(
        ("deletions", CompactArray(("name", _TEXT), ("mechanism", Int8), ("tags", TaggedFields))),
        ("upsertions", CompactArray(("name", _TEXT), ("mechanism", Int8), ("iterations", Int32),
                                    ("salt", CompactBytes), ("salted_password", CompactBytes),
                                    ("tags", TaggedFields))),
        ("tags", TaggedFields),
    )  # fmt: skip
