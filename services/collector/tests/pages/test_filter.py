"""The filter ``brandmon extract-page``."""

import base64
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
        {
            "id": 1, "title": "Shop", "text": "Hello x", "language": "en", "links": ["https://shop.example/x"],
            "needs_browser": False,
        }
    ]  # fmt: skip


def body(markup: bytes, **fields: Any) -> str:
    encoded = base64.b64encode(markup).decode()
    return json.dumps({"id": 1, "url": "https://shop.example/", "body_base64": encoded} | fields)


def test_a_page_may_come_as_the_bytes_of_its_body_with_its_header() -> None:
    markup = "<title>Лавка</title><p>Чай и мёд".encode("koi8-r")
    (page,) = answers(body(markup, content_type="text/html; charset=koi8-r"))
    assert (page["title"], page["text"]) == ("Лавка", "Чай и мёд")
    assert answers(body(markup, content_type=None)) == answers(body(markup))
    assert answers(body("<title>Shop</title><p>Hello".encode("utf-8-sig")))[0]["title"] == "Shop"


def test_the_structure_is_given_where_it_is_asked_for() -> None:
    markup = b"<html lang=en><title>Tea</title><h1>Tea</h1><p>Hello"
    (plain,), (whole,) = answers(body(markup)), answers(body(markup, structure=True))
    assert whole.pop("structure")["outline"][0] == {"kind": "heading", "level": 1, "text": "Tea"}
    assert whole == plain


def test_a_page_that_needs_a_browser_is_said_to() -> None:
    shell = b'<div id="root"></div><script src="/app.js"></script>'
    assert answers(body(shell))[0]["needs_browser"]


def test_lines_may_be_bytes_and_end_in_line_breaks() -> None:
    assert answers(LINE.encode() + b"\r\n", b"\n", "  ") == answers(LINE)


@pytest.mark.parametrize(
    ("line", "type_", "has_id"),
    [
        ("{", "invalid-json", False), ("[1]", "invalid-input", False), ("null", "invalid-input", False),
        ('{"id": "a", "url": "https://x.example/"}', "invalid-input", True),
        ('{"id": "a", "url": 7, "html": ""}', "invalid-input", True),
        ('{"id": "a", "html": ""}', "invalid-input", True),
        (body(b"x", html="x"), "invalid-input", True), (body(b"x", body_base64="§"), "invalid-input", True),
        (body(b"x", body_base64=7), "invalid-input", True), (body(b"x", content_type=7), "invalid-input", True),
        (body(b"x", structure="yes"), "invalid-input", True),
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
    heavy = "{'fastapi', 'pymongo', 'aiokafka', 'aioboto3', 'pydantic'}"
    code = f"import sys, collector.pages.filter; print(sorted({heavy} & set(sys.modules)))"
    path = [entry for entry in sys.path if entry]
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(path)}
    )
    assert run.stdout.strip() == "[]"
