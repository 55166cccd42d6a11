"""The wire format: CloudEvents 1.0, Kafka binding in binary mode, JSON body, key = the aggregate's id."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from common.contracts.message import Message
from common.contracts.registry import MESSAGES
from common.messaging.outcomes import Rejected
from common.telemetry import current_traceparent


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a log as it was read."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Mapping[str, bytes] = field(default_factory=dict)

    def header(self, name: str) -> str | None:
        """A header as text; None where it is absent or not UTF-8."""
        raw = self.headers.get(name)
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


def headers_of(message: Message, service: str) -> dict[str, bytes]:
    """The headers the connector gives a message; for tests that write to a log themselves."""
    row = outbox_row(message, service)
    texts = {
        "ce_specversion": "1.0",
        "ce_id": row["id"],
        "ce_type": row["type"],
        "ce_source": row["source"],
        "ce_subject": row["subject"],
        "ce_time": row["occurred_at"],
        "ce_tenantid": row["tenant_id"],
        "content-type": "application/json",
    }
    if row["traceparent"]:
        texts["traceparent"] = row["traceparent"]
    return {name: value.encode() for name, value in texts.items()}


def decode(record: Record) -> Message:
    """The message in ``record``; ``Rejected`` where topic, version, body or headers are not what the contract says."""
    contract = MESSAGES.get(record.topic)
    if contract is None:
        raise Rejected(f"no contract for topic {record.topic}")
    if not record.value:
        raise Rejected("empty body")
    declared = record.header("ce_type")
    if declared is not None and declared != contract.type_name():
        raise Rejected(f"type {declared} is not {contract.type_name()}")
    try:
        message = contract.model_validate_json(record.value)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['type']}"
            for fault in error.errors(include_input=False, include_url=False, include_context=False)[:5]
        )
        raise Rejected(f"body breaks the contract: {faults}") from None
    for name, value in (("ce_id", message.id), ("ce_tenantid", message.tenant_id)):
        header = record.header(name)
        if header is not None and header != str(value):
            raise Rejected(f"header {name} contradicts the body")
    return message
