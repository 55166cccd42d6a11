"""Messages written before a release are read after it; what cannot be read is laid aside with its reason."""

import json
from typing import Any, ClassVar
from uuid import UUID

import pytest

from common.contracts import registry
from common.contracts.message import Body, Event
from common.messaging.envelope import Record, decode
from common.messaging.outcomes import Rejected
from common.primitives.ids import uuid7

pytestmark = pytest.mark.contracts
TENANT = UUID(int=7)


def _named_apart(body: Body) -> Body:
    first, _, last = body.pop("name").partition(" ")
    return {**body, "first": first, "last": last}


def _with_tags(body: Body) -> Body:
    body["tags"] = [body["first"].lower()]
    return body


class ThingNoted(Event):
    """A contract in its third version."""

    topic = "tenants.thing-noted"
    version = 3
    key_field = "thing_id"
    upcasts: ClassVar[dict[int, Any]] = {1: _named_apart, 2: _with_tags}

    thing_id: UUID
    first: str
    last: str
    tags: tuple[str, ...]


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.MESSAGES, ThingNoted.topic, ThingNoted)


def _record(version: str, **body: Any) -> Record:
    identity = uuid7()
    whole = {"id": str(identity), "tenant_id": str(TENANT), "occurred_at": "2026-01-01T00:00:00Z", **body}
    headers = {"ce_id": str(identity), "ce_type": version, "ce_tenantid": str(TENANT)}
    wire = tuple((name, value.encode()) for name, value in headers.items())
    return Record(ThingNoted.topic, 0, 0, b"k", json.dumps(whole).encode(), wire)


THING = {"thing_id": str(uuid7())}
NEWEST = THING | {"first": "Ada", "last": "L", "tags": ["ada"]}


@pytest.mark.parametrize(
    ("version", "body"),
    [(1, THING | {"name": "Ada L"}), (2, THING | {"first": "Ada", "last": "L"}), (3, NEWEST)],
)
def test_every_version_is_read_as_the_newest(version: int, body: dict[str, Any]) -> None:
    found = decode(_record(f"tenants.thing-noted.v{version}", **body))
    assert isinstance(found, ThingNoted)
    assert (found.first, found.last, found.tags) == ("Ada", "L", ("ada",))


@pytest.mark.parametrize(
    ("version", "body", "reason"),
    [
        ("tenants.thing-noted.v4", NEWEST, "newer"),
        ("tenants.thing-noted.v0", NEWEST, "nothing upcasts"),
        ("tenants.thing-noted.v-1", NEWEST, "nothing upcasts"),
        ("tenants.thing-noted.v" + "9" * 5000, NEWEST, "nothing upcasts"),
        ("tenants.other.v1", NEWEST, "nothing upcasts"),
        ("", NEWEST, "nothing upcasts"),
        ("tenants.thing-noted.v1", THING, "KeyError"),
        ("tenants.thing-noted.v1", THING | {"name": 3}, "AttributeError"),
        ("tenants.thing-noted.v2", THING | {"first": "Ada"}, "last: missing"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_reason(version: str, body: dict[str, Any], reason: str) -> None:
    with pytest.raises(Rejected, match=reason):
        decode(_record(version, **body))


@pytest.mark.parametrize("value", [b"[]", b"1", b"{", b"\xff", b"[" * 100_000, b'"x"'])
def test_a_body_of_an_earlier_version_that_is_no_object_is_rejected(value: bytes) -> None:
    record = _record("tenants.thing-noted.v1")
    with pytest.raises(Rejected):
        decode(Record(record.topic, 0, 0, b"k", value, record.headers))


def test_a_version_without_a_whole_chain_of_upcasts_is_not_read() -> None:
    assert [ThingNoted.reads(version) for version in range(5)] == [False, True, True, True, False]

    class Gap(ThingNoted):
        """The step from the second version is missing."""

        upcasts: ClassVar[dict[int, Any]] = {1: _named_apart}

    assert [Gap.reads(version) for version in range(5)] == [False, False, False, True, False]
