"""The filter ``brandmon extract-page``."""

import json
import subprocess
import sys
from typing import Any

import pytest

from collector.pages.filter import run_filter

pytestmark = pytest.mark.pure
LINE = json.dumps(
    {"id": 1, "url": "https://shop.example/", "html": "<html lang=en><title>Shop</title><p>Hello <a href=/x>x</a>"}
)


def answers(*lines: str | bytes) -> list[dict[str, Any]]:
    written: list[str] = []
    run_filter(lines, written.append)
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in written)
    return [json.loads(line) for line in written]


def test_a_page_gives_one_line_with_the_agreed_fields() -> None:
    assert answers(LINE) == [
        {"id": 1, "title": "Shop", "text": "Hello x", "language": "en", "links": ["https://shop.example/x"]}
    ]


def test_lines_may_be_bytes_and_end_in_line_breaks() -> None:
    assert answers(LINE.encode() + b"\r\n", b"\n", "  ") == answers(LINE)


@pytest.mark.parametrize(
    ("line", "type_", "has_id"),
    [
        ("{", "invalid-json", False), ("[1]", "invalid-input", False), ("null", "invalid-input", False),
        ('{"id": "a", "url": "https://x.example/"}', "invalid-input", True),
        ('{"id": "a", "url": 7, "html": ""}', "invalid-input", True),
        ('{"id": "a", "html": ""}', "invalid-input", True),
        (b"\xff\xfe{", "invalid-encoding", False), ("[" * 200_000, "invalid-json", False),
    ],
)  # fmt: skip
def test_a_bad_line_gives_an_error_and_the_next_line_is_read(line: str | bytes, type_: str, has_id: bool) -> None:
    error, page = answers(line, LINE)
    assert error["error"]["type"] == type_
    assert error["error"]["message"]
    assert ("id" in error) is has_id
    assert page["id"] == 1


def test_answers_keep_the_order_of_the_lines() -> None:
    lines = [json.dumps({"id": n, "url": "https://x.example/", "html": f"<p>{n}"}) for n in range(20)]
    assert [answer["id"] for answer in answers(*lines)] == list(range(20))


def test_each_answer_is_written_before_the_next_line_is_read() -> None:
    events: list[str] = []

    def lines() -> Any:
        for n in range(3):
            events.append(f"read {n}")
            yield LINE

    run_filter(lines(), lambda _line: events.append("written"))
    assert events == ["read 0", "written", "read 1", "written", "read 2", "written"]


def test_the_filter_needs_no_engine_and_no_framework() -> None:
    heavy = "{'fastapi', 'pymongo', 'aiokafka', 'aioboto3', 'common'}"
    code = f"import sys, collector.pages.filter; print(sorted({heavy} & set(sys.modules)))"
    path = [entry for entry in sys.path if entry]
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(path)}
    )
    assert run.stdout.strip() == "[]"
