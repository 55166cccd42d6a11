"""An action is noted with ids and bounded facts, in words of the vocabulary."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from common.audit_log import ACTIONS, NOBODY, UnknownAction, note, service_actor, user_actor
from common.contracts.auth import ActionNoted
from common.contracts.message import Message
from common.http import Principal
from common.primitives.ids import uuid7
from common.stores.mongo import MongoTx
from common.stores.postgres import Tx

pytestmark = pytest.mark.pure


class Transaction:
    """One that only remembers what was emitted."""

    def __init__(self) -> None:
        self.tenant_id = uuid7()
        self.service = "simulator"
        self.emitted: list[Message] = []

    def emit(self, *messages: Message) -> None:
        self.emitted += messages


def both_transactions_can_note(postgres: Tx, mongo: MongoTx) -> list[ActionNoted]:
    """Held by the types."""
    return [note(tx, NOBODY, "session.refused", None, reason="unknown") for tx in (postgres, mongo)]


def test_an_entry_carries_ids_and_the_tenant_of_its_transaction() -> None:
    tx, caller, audit = Transaction(), Principal(uuid7(), uuid7(), "member", uuid7(), "token"), uuid7()
    entry = note(tx, caller, "audit.ordered", audit, website_id=UUID(int=7), answers=60)
    assert tx.emitted == [entry]
    assert (entry.tenant_id, entry.service, entry.actor) == (tx.tenant_id, "simulator", "user")
    assert (entry.user_id, entry.session_id, entry.key_id) == (caller.user_id, caller.session_id, None)
    assert (entry.resource_type, entry.resource_id) == ("audit", audit)
    assert entry.facts == {"website_id": str(UUID(int=7)), "answers": "60"}
    assert "token" not in entry.model_dump_json()
    assert ActionNoted.model_validate_json(entry.model_dump_json()) == entry


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (True, "true"),
        (datetime(2026, 12, 1, tzinfo=UTC), "2026-12-01T00:00:00+00:00"),
        ("a\x00b\u202ec", "a\ufffdb\ufffdc"),
        ("x" * 1000, "x" * 255),
        ("", ""),
    ],
)
def test_a_fact_is_text_that_is_sound_and_bounded(fact: str | bool | datetime, told: str) -> None:
    assert note(Transaction(), NOBODY, "session.refused", None, reason=fact).facts == {"reason": told}


def test_a_fact_that_is_none_is_left_out() -> None:
    assert note(Transaction(), NOBODY, "session.refused", None, reason=None).facts == {}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda tx: note(tx, NOBODY, "session.invented", None),
        lambda tx: note(tx, NOBODY, "session.refused", None, email="ada@shop.example"),
    ],
    ids=["an action", "a fact"],
)
def test_what_the_vocabulary_lacks_is_refused(wrong: Callable[[Transaction], ActionNoted]) -> None:
    tx = Transaction()
    with pytest.raises(UnknownAction):
        wrong(tx)
    assert tx.emitted == []


def test_actors_without_a_token() -> None:
    person = uuid7()
    assert note(Transaction(), user_actor(person), "account.registered", person).user_id == person
    assert note(Transaction(), service_actor(), "organization.erased", None).actor == "service"


def test_every_word_of_the_vocabulary_can_be_sent_and_says_something() -> None:
    for name, action in ACTIONS.items():
        entry = note(Transaction(), NOBODY, name, None, **dict.fromkeys(sorted(action.facts), "x"))
        assert ActionNoted.model_validate_json(entry.model_dump_json()) == entry
        assert re.fullmatch(r"[A-Z].{10,}\.", action.means), name


def test_no_fact_is_called_like_something_of_a_person() -> None:
    told = {name: sorted(action.facts) for name, action in ACTIONS.items()}
    personal = {"email", "address", "ip", "user_agent", "full_name", "phone", "user_name"}
    assert not {name: facts for name, facts in told.items() if personal & set(facts)}
