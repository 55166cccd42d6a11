"""``python -m <service> dead-letters list|show|replay|drop``."""

import argparse
import sys
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any, TypeVar

from common.contracts.registry import dead_letter_topic
from common.messaging.dead_letters.desk import Desk, NoSuchLetter
from common.messaging.dead_letters.letter import Letter
from common.messaging.dead_letters.sealing import CannotOpen
from common.messaging.kafka.letters import KafkaLetters
from common.messaging.log import LogUnavailable
from common.messaging.runtime.wiring import sealing_of
from common.process.operations import Operation, OperationFailed, print_rows
from common.process.settings import ServiceSettings

T = TypeVar("T", bound=ServiceSettings)


def dead_letters_operation(service: str, _settings: type[T]) -> Operation[T]:
    """The command of ``service``."""

    async def run(settings: T, chosen: argparse.Namespace) -> int:
        letters = KafkaLetters(settings.kafka, dead_letter_topic(service), client_id=f"{service}-operator")
        try:
            await _COMMANDS[chosen.what](Desk(letters, sealing_of(settings)), service, chosen)
        except (NoSuchLetter, CannotOpen) as refusal:
            raise OperationFailed(f"{str(refusal)[0].upper()}{str(refusal)[1:]}.") from None
        except LogUnavailable as away:
            raise OperationFailed(f"Kafka does not answer ({away}).") from None
        finally:
            await letters.stop()
        return 0

    return Operation(
        "dead-letters", "Look at rejected messages; have them handled again, or drop them.", _arguments, run
    )


def _arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True, metavar="list|show|replay|drop")
    what.add_parser("list", help="what waits, oldest first")
    for name, help_ in (
        ("show", "one letter with the message it holds"),
        ("replay", "handle a letter again, and in order everything that waits with it"),
        ("drop", "give a letter up for good; what waited behind it is handled"),
    ):
        what.add_parser(name, help=help_).add_argument("letter", type=int, help="its id, as list shows it")
    for each in what.choices.values():
        each.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)


async def _list(desk: Desk, service: str, chosen: argparse.Namespace) -> None:
    rows = [_row(service, letter, whole=chosen.as_json) for letter in await desk.waiting()]
    print_rows(rows, as_json=chosen.as_json, empty=f"{service} has no dead letters.")


def _row(service: str, letter: Letter, *, whole: bool) -> dict[str, Any]:
    age = datetime.now(UTC) - letter.laid_aside_at
    row: dict[str, Any] = {
        "letter": f"{service}:{letter.at}",
        "age": str(age).split(".", 1)[0],
        "handler": letter.place.handler,
        "topic": letter.place.topic,
        "key": (letter.key or b"").decode(errors="replace"),
        "reason": letter.reason,
    }
    if whole:
        row |= {
            "laid_aside_at": letter.laid_aside_at.isoformat(),
            "partition": letter.place.partition,
            "offset": letter.place.offset,
            "event_id": letter.event_id,
            "tenant_id": letter.tenant_id,
            "traceparent": letter.traceparent,
            "waits_behind": letter.waits_behind,
        }
    return row


async def _show(desk: Desk, service: str, chosen: argparse.Namespace) -> None:
    letter, message = await desk.show(chosen.letter)
    headers = {name: value.decode(errors="replace") for name, value in message.headers}
    body = message.value.decode(errors="replace") if message.value is not None else None
    row = {**_row(service, letter, whole=True), "headers": headers, "body": body}
    if chosen.as_json:
        print_rows([row], as_json=True, empty="")
        return
    sys.stdout.writelines(f"{name:<14} {value}\n" for name, value in row.items() if name not in ("headers", "body"))
    sys.stdout.writelines(f"  {name}: {value}\n" for name, value in headers.items())
    sys.stdout.write(f"{body if body is not None else '(no body)'}\n")


async def _replay(desk: Desk, service: str, chosen: argparse.Namespace) -> None:
    together = await desk.replay(chosen.letter)
    rows = [_row(service, letter, whole=chosen.as_json) for letter in together]
    if not chosen.as_json:
        sys.stdout.write(f"{len(together)} messages of the key are handled again, in this order:\n")
    print_rows(rows, as_json=chosen.as_json, empty="")


async def _drop(desk: Desk, service: str, chosen: argparse.Namespace) -> None:
    letter = await desk.drop(chosen.letter)
    if chosen.as_json:
        print_rows([_row(service, letter, whole=True)], as_json=True, empty="")
    else:
        sys.stdout.write(f"{service}:{letter.at} is dropped; what waited behind it is handled.\n")


_COMMANDS: dict[str, Callable[[Desk, str, argparse.Namespace], Coroutine[Any, Any, None]]] = {
    "list": _list,
    "show": _show,
    "replay": _replay,
    "drop": _drop,
}
