"""Whatever a topic still holds is read: by today's contracts, through the envelope, exactly as a consumer reads it."""

import json
from base64 import b64encode
from hashlib import sha256

import pytest

from common.contracts.registry import MESSAGES, dead_letter_topic
from common.contracts.tenants import MemberJoined
from common.messaging.dead_letters.letter import Letter, Note, original, read
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.envelope import Record, decode
from common.messaging.outcomes import Rejected

from .kept import Kept, carries
from .readers.words import founders_own

pytestmark = pytest.mark.contracts


def broken(kept: Kept) -> set[tuple[str, int, int]]:
    """Where the messages are that were rejected on purpose, by their letters."""
    letters = [read(record) for record in kept.records(dead_letter_topic("reports"))]
    places = [each.place for each in letters if isinstance(each, Letter)]
    return {(place.topic, place.partition, place.offset) for place in places}


def place_of(record: Record) -> tuple[str, int, int]:
    return record.topic, record.partition, record.offset


def test_every_record_of_every_topic_is_decoded_and_says_what_it_said(kept: Kept) -> None:
    on_purpose = broken(kept)
    messages = [name for name in kept.names("kafka", ".jsonl") if not name.endswith(".dead-letters")]
    unknown = set(messages) - set(MESSAGES)
    assert not unknown, "what was announced once is still read"
    for topic in messages:
        records = kept.records(topic)
        assert records, f"{topic} is empty"
        for record in records:
            if place_of(record) in on_purpose:
                with pytest.raises(Rejected):
                    decode(record)
                continue
            message = decode(record)
            assert record.key is not None
            assert message.key == record.key.decode()
            before = json.loads(record.value or b"")
            before = founders_own(before) if topic == MemberJoined.topic else before
            assert not carries(json.loads(message.model_dump_json()), before), topic


def test_every_dead_letter_is_read_opened_and_found_where_its_message_was(kept: Kept) -> None:
    key = b64encode(sha256(kept.reports_dead_letters.encode()).digest()).decode()
    records = kept.records(dead_letter_topic("reports"))
    told = [read(record) for record in records]
    assert [type(each) for each in told] == [Letter, Letter, Note]
    for record in records[:2]:
        message = original(record, Sealing.of(key))
        (there,) = [each for each in kept.records(message.topic) if place_of(each) == place_of(message)]
        assert (message.key, message.value, message.headers) == (there.key, there.value, there.headers)
    note = told[2]
    assert isinstance(note, Note)
    assert (note.kind, note.target) == ("drop", 1)


def test_what_is_gone_or_told_otherwise_is_noticed_and_what_is_new_is_not() -> None:
    before = {"name": "Acme", "figures": [{"value": 0.1 + 0.2}, None], "rank": 1}
    assert not carries({**before, "client": "new", "figures": [{"value": 0.3, "n": 2}, None]}, before)
    assert carries({"name": "Acme", "rank": 1}, before) == [".figures is gone"]
    assert carries({**before, "figures": [{"value": 0.3}]}, before) == [".figures has 1 items instead of 2"]
    assert carries({**before, "rank": None}, before) == [".rank is None instead of 1"]
