"""Rows as files: JSON Lines, whole, and CSV for programs that show tables. A row at a time, whatever their number."""

import base64
import csv
import hashlib
import json
import math
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, aclosing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

Row = Mapping[str, Any]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A text that begins so is run as a formula by programs that show tables, also in its wide form."""
_CHUNK = 1 << 20
_AS_THEY_ARE = frozenset({str, bool, int})


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file of an export. ``path``: within its service's part; ``rows`` is None for what is no rows."""

    path: str
    rows: int | None
    bytes: int
    sha256: str
    about: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file on this machine's disk."""

    file: Path
    facts: FileFacts


def plain(value: Any) -> Any:
    """A value as JSON has it: times in ISO 8601, bytes in base64, exact decimals as text, no NaN."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    iso = getattr(value, "iso_format", None)  # what a graph calls a time
    return str(iso()) if callable(iso) else str(value)


def cell(value: Any) -> str:
    """A value as a cell that no program runs: a text that looks like a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return json.dumps(value, ensure_ascii=False)


async def write_rows(folder: Path, stem: str, about: str, rows: AsyncIterator[Row], *, table: bool) -> list[Written]:
    """``stem.jsonl``, and ``stem.csv`` where it is to be a ``table`` and has a row; what was written."""
    with ExitStack() as opened:
        lines = opened.enter_context(_Digested(folder / f"{stem}.jsonl"))
        sheet: _Sheet | None = None
        async with aclosing(rows) as each:  # type: ignore[type-var]
            async for row in each:
                told = {name: plain(value) for name, value in row.items()}
                lines.write(json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n")
                if table:
                    sheet = sheet or _Sheet(opened.enter_context(_Digested(folder / f"{stem}.csv")), list(told))
                    sheet.add(told)
    written = [lines.written(f"{stem}.jsonl", about)]
    return written if sheet is None else [*written, sheet.written(f"{stem}.csv", f"{about} The same as a table.")]


def facts_of_bytes(path: str, about: str, body: bytes) -> FileFacts:
    """The facts of a file that is taken as it is."""
    return FileFacts(path, None, len(body), hashlib.sha256(body).hexdigest(), about)


class _Digested:
    """A text file that knows its length and digest once it is closed, without being read again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._digest = hashlib.sha256()
        self._bytes = 0
        self.lines = 0
        self._file: IO[bytes] | None = None
        self._buffer: list[str] = []
        self._held = 0

    def __enter__(self) -> "_Digested":
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("wb")
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        assert self._file is not None, "it was opened"
        self._file.close()

    def write(self, text: str) -> int:
        """Append a line."""
        self._buffer.append(text)
        self._held += len(text)
        self.lines += 1
        if self._held >= _CHUNK:
            self._flush()
        return len(text)

    def _flush(self) -> None:
        body = "".join(self._buffer).encode("utf-8", "replace")
        self._buffer, self._held = [], 0
        assert self._file is not None, "it was opened"
        self._file.write(body)
        self._digest.update(body)
        self._bytes += len(body)

    def written(self, path: str, about: str, *, headings: int = 0) -> Written:
        """What there is, once it is closed."""
        return Written(self._path, FileFacts(path, self.lines - headings, self._bytes, self._digest.hexdigest(), about))


class _Sheet:
    """A CSV file: headings first, then a line a row, in the headings' order."""

    def __init__(self, file: _Digested, headings: list[str]) -> None:
        self._file = file
        self._headings = headings
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow([cell(each) for each in headings])

    def add(self, row: Row) -> None:
        """Append a row of plain values."""
        self._writer.writerow([cell(row.get(name)) for name in self._headings])

    def written(self, path: str, about: str) -> Written:
        """What there is, once it is closed."""
        return self._file.written(path, about, headings=1)
