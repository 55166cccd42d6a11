"""Entries as files: JSON lines with all that hashes are made of, or CSV for a table."""

import csv
import io
import json
from collections.abc import Sequence

from auth.audit_log.reading import Shown
from auth.audit_log.rules import fields_of

COLUMNS = (
    "sequence", "occurred_at", "action", "actor", "user_id", "session_id", "key_id", "resource_type", "resource_id",
    "service", "facts", "address", "user_agent", "recorded_at", "id", "hash",
)  # fmt: skip
_STEERS_A_TABLE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""


def _row(shown: Shown) -> dict[str, object]:
    origin = shown.origin
    told = {"address": origin.address if origin else None, "user_agent": origin.user_agent if origin else None}
    return fields_of(shown.entry) | told


def json_lines(entries: Sequence[Shown]) -> str:
    """A line for each entry."""
    return "".join(json.dumps(_row(each), ensure_ascii=False, sort_keys=True) + "\n" for each in entries)


def csv_head() -> str:
    """The names of the columns."""
    return _written([COLUMNS])


def csv_lines(entries: Sequence[Shown]) -> str:
    """A line for each entry."""
    return _written([[_cell(_row(each)[name]) for name in COLUMNS] for each in entries])


def _cell(value: object) -> str:
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_STEERS_A_TABLE) else text


def _written(rows: Sequence[Sequence[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue()
