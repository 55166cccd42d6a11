"""The wire format of the dead-letter topic: letters, what operators ask for, and how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from common.messaging.dead_letters.sealing import Sealed, Sealing
from common.messaging.envelope import LogRecord, Record, text_of
from common.messaging.log import Headers

Kind = Literal["letter", "rejected-again", "replay", "drop", "resolved"]
PREFIX = "dead_letter_"
DECODING = "decode"
"""The handler's name where a message could not even be decoded: a replay then goes to all handlers of its topic."""


class Place(NamedTuple):
    """Whose letter of which record: what makes a letter the same letter, however often it is laid aside."""

    handler: str
    topic: str
    partition: int
    offset: int

    @property
    def text(self) -> str:
        """Where the message was: what its body is sealed with."""
        return f"{self.topic}/{self.partition}/{self.offset}"


class Parked(NamedTuple):
    """What waits together: the messages of one key for one handler. A message without a key waits alone."""

    handler: str
    topic: str
    key: bytes | None
    alone: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter without its body. ``at`` is its offset among the dead letters, its id for operators."""

    at: int
    place: Place
    key: bytes | None
    reason: str
    laid_aside_at: datetime
    event_id: str | None
    tenant_id: str | None
    traceparent: str | None
    waits_behind: str | None

    @property
    def parked(self) -> Parked:
        """What it waits with."""
        alone = self.at if self.key is None else None
        return Parked(self.place.handler, self.place.topic, self.key, alone)


def write_letter(
    record: LogRecord, handler: str, reason: str, sealing: Sealing, *, waits_behind: str | None = None
) -> tuple[bytes | None, bytes, Headers]:
    """Key, value and headers of a letter: the original headers, the sealed body, and what happened."""
    place = Place(handler, record.topic, record.partition, record.offset)
    sealed = sealing.seal(record.value or b"", place.text)
    told = {
        "kind": "letter",
        "handler": handler,
        "topic": record.topic,
        "partition": str(record.partition),
        "offset": str(record.offset),
        "reason": reason[:2000],
        "time": datetime.now(UTC).isoformat(),
        "sealed_by": sealed.key_id,
    }
    if waits_behind is not None:
        told["waits_behind"] = waits_behind
    if record.value is None:
        told["no_body"] = "true"
    own = [(name, value) for name, value in record.headers if not name.startswith(PREFIX)]
    return record.key, sealed.data, (*own, *_headers(told))


def write_note(kind: Kind, target: int, *, reason: str | None = None) -> Headers:
    """Headers of a record about the letter at ``target``."""
    return _headers({"kind": kind, "target": str(target), "time": datetime.now(UTC).isoformat(), "reason": reason})


def _headers(told: Mapping[str, str | None]) -> Headers:
    return tuple((PREFIX + name, value.encode()) for name, value in told.items() if value is not None)


@dataclass(frozen=True, slots=True)
class Note:
    """A record about a letter."""

    kind: Kind
    target: int
    reason: str | None


def read(record: LogRecord) -> Letter | Note | None:
    """What a record of the topic says; None where it says nothing that is understood: it changes nothing."""
    headers = dict(record.headers)

    def told(name: str) -> str | None:
        return text_of(headers.get(PREFIX + name))

    try:
        match told("kind"):
            case "letter":
                place = Place(
                    told("handler") or "", told("topic") or "", int(told("partition") or ""), int(told("offset") or "")
                )
                return Letter(
                    at=record.offset,
                    place=place,
                    key=record.key,
                    reason=told("reason") or "",
                    laid_aside_at=datetime.fromisoformat(told("time") or ""),
                    event_id=text_of(headers.get("ce_id")),
                    tenant_id=text_of(headers.get("ce_tenantid")),
                    traceparent=text_of(headers.get("traceparent")),
                    waits_behind=told("waits_behind"),
                )
            case "rejected-again" | "replay" | "drop" | "resolved" as kind:
                return Note(kind, int(told("target") or ""), told("reason"))
            case _:
                return None
    except ValueError:
        return None


def original(record: LogRecord, sealing: Sealing) -> Record:
    """The message that a letter holds, as it was; ``CannotOpen`` where the body can't be opened."""
    letter = read(record)
    if not isinstance(letter, Letter):
        raise TypeError("not a letter")
    headers = dict(record.headers)
    key_id = text_of(headers.get(PREFIX + "sealed_by")) or ""
    body: bytes | None = sealing.open(Sealed(key_id, record.value or b""), letter.place.text)
    if PREFIX + "no_body" in headers:
        body = None
    own: Sequence[tuple[str, bytes]] = [pair for pair in record.headers if not pair[0].startswith(PREFIX)]
    place = letter.place
    return Record(place.topic, place.partition, place.offset, record.key, body, tuple(own))
