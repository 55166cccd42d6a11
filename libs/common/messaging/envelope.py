"""The wire format: CloudEvents 1.0, Kafka binding in binary mode, JSON body, key = the aggregate's id."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Protocol
from uuid import UUID

from pydantic import ValidationError

from common.contracts.message import Message, faults_of
from common.contracts.registry import MESSAGES
from common.messaging.outcomes import Rejected
from common.process.telemetry import current_traceparent

_NUMBER = re.compile(r"[1-9][0-9]{0,5}").fullmatch
_AS_WRITTEN = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch


class LogRecord(Protocol):
    """One record as a log gives it out. The driver's own records are passed through: wrapping each costs more."""

    @property
    def topic(self) -> str: ...  # noqa: D102
    @property
    def partition(self) -> int: ...  # noqa: D102
    @property
    def offset(self) -> int: ...  # noqa: D102
    @property
    def key(self) -> bytes | None: ...  # noqa: D102
    @property
    def value(self) -> bytes | None: ...  # noqa: D102
    @property
    def headers(self) -> Sequence[tuple[str, bytes]]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Record:
    """A record that is no driver's: of the log in memory, or kept by a test."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes]] = ()

    def header(self, name: str) -> str | None:
        """See the function ``header``."""
        return header(self, name)


def header(record: LogRecord, name: str) -> str | None:
    """A header as text; None where it is absent or not UTF-8. The last one counts where it stands twice."""
    found = None
    for each, raw in record.headers:
        if each == name:
            found = raw
    return text_of(found)


def text_of(raw: bytes | None) -> str | None:
    """Bytes as text; None where they are none or not UTF-8."""
    if raw is None:
        return None
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None


def source_of(service: str) -> str:
    """The CloudEvents source of a service."""
    return f"/brandmon/{service}"


def outbox_row(message: Message, service: str) -> dict[str, str]:
    """The message as a row of the outbox: Debezium turns the columns into key, body and headers."""
    return {
        "id": str(message.id),
        "tenant_id": str(message.tenant_id),
        "topic": message.topic,
        "key": message.key,
        "type": message.type_name(),
        "source": source_of(service),
        "subject": message.key,
        "occurred_at": message.occurred_at.isoformat(),
        "traceparent": current_traceparent() or "",
        "payload": message.model_dump_json(),
    }


_HEADERS = (
    "ce_specversion", "id", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "ce_tenantid", "traceparent",
    "content-type",
)  # fmt: skip
"""The headers of a message in the order in which the connector writes them."""
_TOLD = ("ce_id", "ce_type", "ce_tenantid")
_AT_THEIR_PLACES = itemgetter(*map(_HEADERS.index, _TOLD))


def headers_of(message: Message, service: str) -> Sequence[tuple[str, bytes]]:
    """The headers the connector gives a message, in its order; for tests that write to a log themselves."""
    row = outbox_row(message, service)
    texts = {
        "ce_specversion": "1.0",
        "id": row["id"],
        "ce_id": row["id"],
        "ce_type": row["type"],
        "ce_source": row["source"],
        "ce_subject": row["subject"],
        "ce_time": row["occurred_at"],
        "ce_tenantid": row["tenant_id"],
        "traceparent": row["traceparent"],
        "content-type": "application/json",
    }
    return tuple((name, texts[name].encode()) for name in _HEADERS)


def _told(headers: Sequence[tuple[str, bytes]]) -> tuple[bytes | None, bytes | None, bytes | None]:
    """What the headers say of a message: id, type, tenant.

    Looked for first where the connector puts them: a dictionary of all headers costs three times as much.
    """
    if len(headers) == len(_HEADERS):
        (first, event_id), (second, declared), (third, tenant) = _AT_THEIR_PLACES(headers)
        if (first, second, third) == _TOLD:
            return event_id, declared, tenant
    found = dict(headers)
    return found.get("ce_id"), found.get("ce_type"), found.get("ce_tenantid")


def decode(record: LogRecord) -> Message:
    """The message in ``record``; ``Rejected`` where topic, version, body or headers are not what the contract says."""
    contract = MESSAGES.get(record.topic)
    if contract is None:
        raise Rejected(f"no contract for topic {record.topic}")
    value = record.value
    if not value:
        raise Rejected("empty body")
    current, read = _reading_of(contract)
    event_id, declared, tenant = _told(record.headers)
    try:
        if declared is None or declared == current:
            message = read(value)
        else:
            message = _of_earlier_version(contract, text_of(declared) or "", value)
    except ValidationError as error:
        raise Rejected(f"body breaks the contract: {faults_of(error)}") from None
    if _contradicts(event_id, message.id):
        raise Rejected("header ce_id contradicts the body")
    if _contradicts(tenant, message.tenant_id):
        raise Rejected("header ce_tenantid contradicts the body")
    return message


def _of_earlier_version(contract: type[Message], declared: str, value: bytes) -> Message:
    """A message that was written before a release and is read after it."""
    topic, _, number = declared.rpartition(".v")
    version = int(number) if topic == contract.topic and _NUMBER(number) else 0
    if version > contract.version:
        raise Rejected(f"type {declared} is newer than {contract.type_name()}: update this service, then replay")
    if not contract.reads(version):
        raise Rejected(f"type {declared[:200]} is not {contract.type_name()}, and nothing upcasts it")
    try:
        return contract.of_version(version, json.loads(value))
    except ValidationError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise Rejected(f"body breaks the contract of version {version}: {type(error).__name__}") from None


@cache
def _reading_of(contract: type[Message]) -> tuple[bytes, Callable[[bytes], Message]]:
    """The CloudEvents type of a contract, and what reads its bodies: pydantic's, without the call in Python around."""
    return contract.type_name().encode(), contract.__pydantic_validator__.validate_json


def _contradicts(told: bytes | None, value: UUID) -> bool:
    """Whether a header is there and is not the id as we write it; numbers are compared faster than texts are made."""
    return told is not None and (_AS_WRITTEN(told) is None or int(told.replace(b"-", b""), 16) != value.int)
