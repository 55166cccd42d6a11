"""Names in messages of before the rule on texts are read, with a mark for what may not stand in them."""

import json
from datetime import UTC, datetime

import pytest

from common.contracts.analyzer import BrandDecided
from common.contracts.collector import WebsiteState
from common.contracts.vocabulary import BrandName
from common.messaging.envelope import Record, decode
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure


def state(name: str) -> WebsiteState:
    return WebsiteState(
        tenant_id=uuid7(), website_id=uuid7(), revision=1, deleted=False, url="https://acme.example/",
        domain="acme.example", name=name, status="pending", registered_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\ufffe", "\n"], ids=ascii)
def test_a_message_with_such_a_name_is_read(character: str) -> None:
    body = json.loads(state("Acme").model_dump_json()) | {"name": f"Acme{character}"}
    record = Record(WebsiteState.topic, 0, 0, None, json.dumps(body).encode())
    read = decode(record)
    assert isinstance(read, WebsiteState)
    assert read.name == "Acme\ufffd"


def test_a_message_that_is_made_of_what_was_stored_says_such_a_name_no_more() -> None:
    assert state("Acme\ufffe").name == "Acme\ufffd"
    assert BrandName(name="A\x07", aliases=("B", "C\u2066"), domains=(), tracked=False).aliases == ("B", "C\ufffd")
    assert BrandDecided.model_fields["name"].annotation is str, "columns are made of it"
