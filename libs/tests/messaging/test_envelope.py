"""Headers are held against the body, wherever they stand; what contradicts it is rejected."""

from uuid import UUID

import pytest

from common.contracts.tenants import MemberJoined
from common.messaging.envelope import Record, decode, headers_of
from common.messaging.outcomes import Rejected
from common.primitives.ids import uuid7

MEMBER = MemberJoined(tenant_id=uuid7(), organization_id=uuid7(), user_id=uuid7(), role="member")
HEADERS = dict(headers_of(MEMBER, "tenants"))


def record(headers: dict[str, bytes]) -> Record:
    return Record(MEMBER.topic, 0, 0, None, MEMBER.model_dump_json().encode(), tuple(headers.items()))


ORDERS = pytest.mark.parametrize(
    "names",
    [tuple(HEADERS), tuple(reversed(HEADERS)), ("ce_id",), ("ce_tenantid",), ("ce_type", "ce_id"), ()],
    ids=["as the connector writes them", "reversed", "id", "tenant", "type and id", "none"],
)


@ORDERS
def test_true_headers_in_any_order_and_number_are_accepted(names: tuple[str, ...]) -> None:
    assert decode(record({name: HEADERS[name] for name in names})) == MEMBER


@ORDERS
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ce_id", b"01a23129-b192-733b-ab5c-974599ec3b0b"),
        ("ce_id", b"no id"),
        ("ce_id", b""),
        ("ce_id", HEADERS["ce_id"].replace(b"-", b"")),
        ("ce_tenantid", b"0" * 100_000),
        ("ce_id", b"\xff\xfe"),
        ("ce_tenantid", b"01a23129-b192-733b-ab5c-974599ec3b0b"),
        ("ce_tenantid", str(UUID(int=0)).encode()),
        ("ce_tenantid", "١".encode()),
        ("ce_type", b"tenants.member-joined.v9"),
        ("ce_type", b"\xff"),
    ],
    ids=["another id", "no id", "an empty id", "an id without dashes", "a long tenant", "an id that is no text",
         "another tenant", "nobody", "another digit", "another version", "a type that is no text"],
)  # fmt: skip
def test_a_header_that_contradicts_the_body_rejects_the_message_wherever_it_stands(
    names: tuple[str, ...], name: str, told: bytes
) -> None:
    headers = {each: HEADERS[each] for each in names} | {name: told}
    with pytest.raises(Rejected):
        decode(record(headers))
