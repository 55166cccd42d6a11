"""Rows as files: whatever stands in them, they are read back as they were, and no program runs what is in a table."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from common.exports.declared import SAFE_PATH, is_tabular, stem_of
from common.exports.writing import Row, cell, plain, write_rows

pytestmark = pytest.mark.pure
HOSTILE = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx", "\nx", "\uff1d1+1", 'say "hi", twice',
    "a\nb\r\nc", "\u2028", "\u202e", "x" * 300_000, "", " =1", "{}", "'=1",
]  # fmt: skip


async def given(rows: list[dict[str, Any]]) -> AsyncIterator[Row]:
    for row in rows:
        yield row


async def test_hostile_texts_are_read_back_as_they_were(tmp_path: Path) -> None:
    rows = [{"id": number, "text": text} for number, text in enumerate(HOSTILE)]
    lines, sheet = await write_rows(tmp_path, "some/rows", "Rows.", given(rows), table=True)
    assert [json.loads(line) for line in lines.file.read_text("utf-8").split("\n") if line] == rows
    assert lines.facts.rows == sheet.facts.rows == len(rows)
    csv.field_size_limit(1 << 20)
    read = list(csv.DictReader(io.StringIO(sheet.file.read_bytes().decode(), newline="")))
    assert [each["text"].removeprefix("'") for each in read] == [each.removeprefix("'") for each in HOSTILE]
    assert not [each["text"] for each in read if each["text"][:1] in tuple("=+-@\t\r\n\uff1d")]


async def test_the_facts_are_those_of_the_bytes(tmp_path: Path) -> None:
    for written in await write_rows(tmp_path, "rows", "Rows.", given([{"a": "ü"}] * 3), table=True):
        body = written.file.read_bytes()
        assert written.facts.bytes == len(body)
        assert written.facts.sha256 == hashlib.sha256(body).hexdigest()


async def test_what_has_no_row_is_a_file_without_lines(tmp_path: Path) -> None:
    [written] = await write_rows(tmp_path, "rows", "Rows.", given([]), table=True)
    assert (written.facts.path, written.facts.rows, written.facts.bytes) == ("rows.jsonl", 0, 0)


def test_values_are_told_as_json_has_them() -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    told = plain({"at": at, "id": UUID(int=1), "cost": Decimal("0.10"), "raw": b"\x00", "nan": float("nan"), "n": [1]})
    assert told == {
        "at": "2026-01-02T00:00:00+00:00", "id": "00000000-0000-0000-0000-000000000001", "cost": "0.10",
        "raw": "AA==", "nan": None, "n": [1],
    }  # fmt: skip
    assert cell(-5) == "-5", "a number is no formula"
    assert cell({"a": "=1"}) == '{"a": "=1"}'


@pytest.mark.parametrize("path", ["../x", "a/../b", "/etc/x", "a//b", "a\\b", ".hidden", "C:x", "a/", "", "a\n"])
def test_a_path_that_leaves_its_folder_is_refused(path: str) -> None:
    assert SAFE_PATH.fullmatch(path) is None


def test_stores_have_a_place_of_their_own() -> None:
    assert [stem_of(each) for each in ("clients", "mongodb:pages", "neo4j:Brand", "s3:exports")] == [
        "clients", "pages", "graph/Brand", "objects/exports",
    ]  # fmt: skip
    assert is_tabular("clients") and is_tabular("clickhouse:answers") and not is_tabular("mongodb:pages")


_MANY = """
import asyncio, resource, sys, tempfile
from pathlib import Path
from common.exports.writing import write_rows
async def rows(number):
    for each in range(number):
        yield {"id": each, "text": "word " * 100}
async def main():
    with tempfile.TemporaryDirectory() as folder:
        await write_rows(Path(folder), "few", "Few.", rows(100), table=True)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        await write_rows(Path(folder), "many", "Many.", rows(100_000), table=True)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
asyncio.run(main())
"""


def test_100_000_rows_take_no_more_memory_than_a_few() -> None:
    """100 MB are written; in KiB, what the peak grew by."""
    done = subprocess.run([sys.executable, "-c", _MANY], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 24 * 1024
