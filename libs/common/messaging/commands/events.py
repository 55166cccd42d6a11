"""``python -m common.messaging.commands.events tail|topics|lag``: look at the log as it is, without joining a group.

The broker is named by ``--bootstrap`` or ``BRANDMON_KAFKA``. Bodies can hold personal data and are shown on demand.
"""

import argparse
import asyncio
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from common.contracts.registry import DAY_MS, MESSAGES, topics
from common.messaging.envelope import Record
from common.messaging.kafka.admin import group_lags, topic_sizes
from common.messaging.kafka.history import KafkaHistory
from common.messaging.log import LogUnavailable
from common.process.operations import OperationFailed, print_rows

_AGE = re.compile(r"(\d+)([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; exit code 0: done, 1: the broker is away or a topic does not exist, 2: wrong arguments."""
    chosen = _parser().parse_args(arguments)
    if not chosen.bootstrap:
        sys.stderr.write("Say where Kafka is: --bootstrap HOST:PORT or BRANDMON_KAFKA.\n")
        return 2
    try:
        asyncio.run(_COMMANDS[chosen.command](chosen))
    except OperationFailed as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except LogUnavailable as away:
        sys.stderr.write(f"Kafka does not answer ({away}).\n")
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        sys.stderr.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="events", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="tail|topics|lag")
    tail = commands.add_parser("tail", help="events as they come, or since a moment")
    tail.add_argument("topic", nargs="*", help="topics; default: every topic of events, commands and replies")
    tail.add_argument("--since", metavar="AGE", help="begin this long ago, such as 90s, 10m, 2h, 1d")
    tail.add_argument("--key", help="only this aggregate's: an audit's, an answer's ... id")
    tail.add_argument("--tenant", help="only this organisation's")
    tail.add_argument("--body", action="store_true", help="show the bodies, too")
    tail.add_argument("--no-follow", action="store_true", help="end at the present end")
    commands.add_parser("topics", help="every topic, and how much it holds")
    lag = commands.add_parser("lag", help="how far behind each consumer group is")
    lag.add_argument("group", nargs="*", help="groups; default: all")
    for each in (tail, commands.choices["topics"], lag):
        each.add_argument("--bootstrap", default=os.environ.get("BRANDMON_KAFKA"), metavar="HOST:PORT")
        each.add_argument("--json", action="store_true", dest="as_json", help="JSON lines for programs")
    return parser


async def _topics(chosen: argparse.Namespace) -> None:
    declared = {topic.name: topic for topic in topics()}
    sizes = {size.topic: size for size in await topic_sizes(chosen.bootstrap, sorted(declared))}
    rows = []
    for name, topic in sorted(declared.items()):
        size = sizes.get(name)
        rows.append(
            {
                "topic": name,
                "kind": MESSAGES[name].kind if name in MESSAGES else "",
                "partitions": size.partitions if size else None,
                "records": size.records if size else None,
                "kept_days": topic.retention_ms // DAY_MS if topic.retention_ms else "newest per key",
                "exists": size is not None,
            }
        )
    print_rows(rows, as_json=chosen.as_json, empty="There is no topic.")


async def _lag(chosen: argparse.Namespace) -> None:
    rows = [asdict(lag) for lag in await group_lags(chosen.bootstrap, chosen.group)]
    print_rows(rows, as_json=chosen.as_json, empty="No group has committed anything.")


async def _tail(chosen: argparse.Namespace) -> None:
    wanted = chosen.topic or sorted(MESSAGES)
    known = {topic.name for topic in topics()}
    if unknown := sorted(set(wanted) - known):
        raise OperationFailed(f"There is no topic {', '.join(unknown)}. List them with: events topics")
    history = KafkaHistory(chosen.bootstrap, client_id="brandmon-tail")
    since = _moment(chosen.since) if chosen.since else None
    reading = history.read if chosen.no_follow else history.follow
    async for batch in reading(wanted, since=since):
        for record in sorted(batch, key=lambda each: each.header("ce_time") or ""):
            if _is_wanted(record, chosen):
                sys.stdout.write(_line(record, chosen) + "\n")
        sys.stdout.flush()


def _moment(age: str) -> datetime:
    match = _AGE.fullmatch(age)
    if match is None:
        raise OperationFailed(f"An age is a number with s, m, h or d, such as 10m; {age!r} is not.")
    return datetime.now(UTC) - timedelta(**{_UNITS[match[2]]: int(match[1])})


def _is_wanted(record: Record, chosen: argparse.Namespace) -> bool:
    key = (record.key or b"").decode(errors="replace")
    return chosen.key in (None, key) and chosen.tenant in (None, record.header("ce_tenantid"))


def _line(record: Record, chosen: argparse.Namespace) -> str:
    shown: dict[str, Any] = {
        "time": record.header("ce_time"),
        "topic": record.topic,
        "partition": record.partition,
        "offset": record.offset,
        "key": (record.key or b"").decode(errors="replace"),
        "id": record.header("ce_id"),
        "tenant_id": record.header("ce_tenantid"),
        "traceparent": record.header("traceparent"),
    }
    body = (record.value or b"").decode(errors="replace") if chosen.body else None
    if chosen.as_json:
        return json.dumps(shown | ({"body": body} if chosen.body else {}))
    place = f"{record.partition}/{record.offset}"
    line = f"{(shown['time'] or '–')[:23]:<23}  {record.topic:<38} {place:>9}  {shown['key']}"
    return line if body is None else f"{line}\n    {body}"


_COMMANDS = {"tail": _tail, "topics": _topics, "lag": _lag}

if __name__ == "__main__":
    raise SystemExit(main())
