"""An export, verified without the service: each hash is computed anew from what the lines say.

A hash is SHA-256 over the canonical JSON of ``["brandmon audit log entry 1", fields]``: keys sorted, no blanks, UTF-8,
``fields`` all of a line's but the hash itself and what was opened for reading (``address``, ``user_agent``). What was
cut off at the end an export can't tell: the service's own verification and the anchored roots do.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from brandmon_cli.shared.failure import Failure

Json = dict[str, Any]
DOMAIN = "brandmon audit log entry 1"
BEGINNING = "00" * 32
OPENED = ("hash", "address", "user_agent")
SHOWN = 50


def hash_of(line: Json) -> str:
    """What the line's ``hash`` has to be."""
    fields = {name: value for name, value in line.items() if name not in OPENED}
    body = json.dumps([DOMAIN, fields], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def of_file(file: Path) -> Json:
    """What a verification of an export found; ``Failure`` where it is none."""
    try:
        with file.open(encoding="utf-8") as lines:
            faults, entries = _faults(json.loads(line) for line in lines if line.strip())
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Failure(f"{file} is no export of the audit log as JSON lines ({type(error).__name__}).") from None
    return {
        "is_sound": not faults,
        "entries_checked": entries,
        "anchored_entries": 0,
        "roots": 0,
        "faults": faults[:SHOWN],
    }


def _faults(lines: Iterator[Json]) -> tuple[list[str], int]:
    faults, number, before = [], 0, BEGINNING
    for line in lines:
        if line["sequence"] != number + 1:
            faults.append(f"entry {line['sequence']} follows entry {number}")
        if line["previous"] != before:
            faults.append(f"entry {line['sequence']} does not continue the entry before it")
        if hash_of(line) != line["hash"]:
            faults.append(f"entry {line['sequence']} was changed")
        number, before = line["sequence"], line["hash"]
    return faults, number
