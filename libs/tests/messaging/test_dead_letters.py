"""The pure parts of the dead letters: sealing, the wire format, and the index of what is parked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.messaging.dead_letters.index import Index
from common.messaging.dead_letters.letter import Letter, Parked, original, read, write_letter, write_note
from common.messaging.dead_letters.sealing import CannotOpen, Sealed, Sealing, WrongKeys
from common.messaging.envelope import Record

pytestmark = pytest.mark.pure
SEALING = Sealing.ephemeral()
HANDLER, TOPIC = "auth/handle", "tenants.member-joined"
HEADERS = (("ce_id", b"0198c000-0000-7000-8000-00000000000a"), ("traceparent", b"00-aa-bb-01"))


def message(offset: int, key: bytes | None = b"k", body: bytes | None = b"{}") -> Record:
    return Record(TOPIC, 2, offset, key, body, HEADERS)


class Topic:
    """A dead-letter topic, and the index of it."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def letter(self, offset: int, key: bytes | None = b"k", *, behind: str | None = None) -> int:
        key, value, headers = write_letter(message(offset, key), HANDLER, "no", SEALING, waits_behind=behind)
        self.records.append(Record("auth.dead-letters", 0, len(self.records), key, value, headers))
        return len(self.records) - 1

    def note(self, kind: str, target: int, reason: str | None = None) -> None:
        headers = write_note(kind, target, reason=reason)  # type: ignore[arg-type]
        self.records.append(Record("auth.dead-letters", 0, len(self.records), b"k", b"", headers))

    def index(self) -> Index:
        index = Index()
        index.apply(self.records)
        return index


# -- sealing ------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_at_its_place_and_shows_nothing_of_itself(body: bytes) -> None:
    sealed = SEALING.seal(body, "a/0/1")
    assert SEALING.open(sealed, "a/0/1") == body
    assert len(body) < 4 or body not in sealed.data


def test_a_changed_letter_and_one_moved_elsewhere_stay_closed() -> None:
    sealed = SEALING.seal(b"ada@example.com", "a/0/1")
    changed = Sealed(sealed.key_id, sealed.data[:-1] + bytes([sealed.data[-1] ^ 1]))
    with pytest.raises(CannotOpen):
        SEALING.open(changed, "a/0/1")
    with pytest.raises(CannotOpen):
        SEALING.open(sealed, "a/0/2")


def test_a_new_key_in_front_seals_and_the_old_one_still_opens() -> None:
    old, new = bytes(32), bytes(range(32))
    before = Sealing([old]).seal(b"x", "p")
    rotated = Sealing([new, old])
    assert rotated.open(before, "p") == b"x"
    assert rotated.seal(b"x", "p").key_id != before.key_id
    with pytest.raises(CannotOpen, match="no key"):
        Sealing([new]).open(before, "p")


@pytest.mark.parametrize("text", ["", "not base64!", "c2hvcnQ="])
def test_keys_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(WrongKeys):
        Sealing.of(text)


# -- wire format --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [b"{}", b"", None, b"\xff\x00"])
@pytest.mark.parametrize("key", [b"k", None])
def test_a_letter_gives_the_message_back_as_it_was(body: bytes | None, key: bytes | None) -> None:
    sent = message(7, key, body)
    key_, value, headers = write_letter(sent, HANDLER, "it breaks", SEALING)
    record = Record("auth.dead-letters", 0, 3, key_, value, headers)
    assert original(record, SEALING) == sent
    letter = read(record)
    assert isinstance(letter, Letter)
    assert (letter.at, letter.reason, letter.place) == (3, "it breaks", (HANDLER, TOPIC, 2, 7))
    assert letter.traceparent == "00-aa-bb-01"


@pytest.mark.parametrize(
    "headers",
    [(), (("dead_letter_kind", b"poem"),), (("dead_letter_kind", b"replay"),), (("dead_letter_kind", b"letter"),),
     (("dead_letter_kind", b"drop"), ("dead_letter_target", b"x"))],
)  # fmt: skip
def test_a_record_that_says_nothing_understood_changes_nothing(headers: tuple[tuple[str, bytes], ...]) -> None:
    record = Record("auth.dead-letters", 0, 0, None, b"", headers)
    assert read(record) is None
    index = Index()
    index.apply([record])
    assert len(index) == 0


# -- index --------------------------------------------------------------------------------------------------------


def test_a_letter_parks_its_key_for_its_handler_only() -> None:
    topic = Topic()
    topic.letter(1)
    index = topic.index()
    assert index.is_parked(HANDLER, TOPIC, b"k")
    assert not index.is_parked(HANDLER, TOPIC, b"other")
    assert not index.is_parked("auth/another", TOPIC, b"k")


def test_the_same_message_laid_aside_twice_is_one_letter() -> None:
    topic = Topic()
    topic.letter(1)
    topic.letter(1)
    assert len(topic.index()) == 1


def test_a_message_without_a_key_waits_alone() -> None:
    topic = Topic()
    first, second = topic.letter(1, None), topic.letter(2, None)
    index = topic.index()
    assert not index.is_parked(HANDLER, TOPIC, None)
    topic.note("replay", first)
    assert topic.index().requested() == [Parked(HANDLER, TOPIC, None, first)]
    assert [letter.at for letter in index.letters()] == [first, second]


def test_resolved_letters_free_their_key_when_the_last_one_is_through() -> None:
    topic = Topic()
    first, second = topic.letter(1), topic.letter(2, behind="the first")
    topic.note("replay", first)
    topic.note("resolved", first)
    assert topic.index().is_parked(HANDLER, TOPIC, b"k")
    topic.note("resolved", second)
    index = topic.index()
    assert not index.is_parked(HANDLER, TOPIC, b"k")
    assert index.requested() == []
    assert index.knows(read_place(topic, first)), "a redelivery of its message would be handled again"


def read_place(topic: Topic, at: int) -> tuple[str, str, int, int]:
    letter = read(topic.records[at])
    assert isinstance(letter, Letter)
    return letter.place


def test_a_letter_rejected_again_stays_with_its_new_reason_and_is_asked_for_no_more() -> None:
    topic = Topic()
    first = topic.letter(1)
    topic.note("replay", first)
    topic.note("rejected-again", first, "still wrong")
    index = topic.index()
    assert index.requested() == []
    assert [letter.reason for letter in index.letters()] == ["still wrong"]


def test_a_dropped_letter_lets_those_behind_it_be_asked_for() -> None:
    topic = Topic()
    first = topic.letter(1)
    topic.letter(2, behind="the first")
    topic.note("drop", first)
    index = topic.index()
    assert [letter.place.offset for letter in index.letters()] == [2]
    assert index.requested() == [Parked(HANDLER, TOPIC, b"k")]


def test_dropping_one_that_waits_asks_for_nothing() -> None:
    topic = Topic()
    topic.letter(1)
    topic.note("drop", topic.letter(2, behind="the first"))
    assert topic.index().requested() == []


@given(st.lists(st.tuples(st.sampled_from(["letter", "replay", "drop", "resolved", "rejected-again"]),
                          st.integers(0, 8), st.sampled_from([b"a", b"b", None])), max_size=40))  # fmt: skip
def test_any_order_of_records_in_any_cut_gives_one_index(steps: list[tuple[str, int, bytes | None]]) -> None:
    topic = Topic()
    for kind, number, key in steps:
        if kind == "letter":
            topic.letter(number, key)
        else:
            topic.note(kind, number)
    whole = topic.index()
    pieces = Index()
    for record in topic.records:
        pieces.apply([record])
    assert (pieces.letters(), pieces.requested(), pieces.keys) == (whole.letters(), whole.requested(), whole.keys)
    assert all(index_of in {letter.parked for letter in whole.letters()} for index_of in whole.requested())
