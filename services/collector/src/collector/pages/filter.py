"""The filter ``brandmon extract-page``: JSON lines in, JSON lines out, without any engine.

In: ``{"id", "url", "html"}``. Out, in order, one line each: ``{"id", "title", "text", "language", "links"}``, or
``{"id"?, "error": {"type", "message"}}`` for a line that cannot be read; the next line is read in any case.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from collector.pages.rules.page import extract_page


class LineError(ValueError):
    """A line is not a page; ``type`` is a stable slug."""

    def __init__(self, type: str, message: str) -> None:  # noqa: A002 - the field's name in the output
        super().__init__(message)
        self.type = type


def run_filter(lines: Iterable[str | bytes], write: Callable[[str], None]) -> None:
    """Answer every line that is not blank through ``write``, which gets one line with its line break at a time."""
    for line in lines:
        if line.strip():
            write(json.dumps(_answer(line), ensure_ascii=False) + "\n")


def _answer(line: str | bytes) -> dict[str, Any]:
    request: dict[str, Any] = {}
    try:
        request = _parsed(line)
        url, html = _text_of(request, "url"), _text_of(request, "html")
    except LineError as error:
        identified = {"id": request["id"]} if "id" in request else {}
        return {**identified, "error": {"type": error.type, "message": str(error)}}
    page = extract_page(html, url)
    return {
        "id": request.get("id"),
        "title": page.title,
        "text": page.text,
        "language": page.language,
        "links": list(page.links),
    }


def _parsed(line: str | bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8") if isinstance(line, bytes) else line)
    except UnicodeDecodeError:
        raise LineError("invalid-encoding", "The line is not UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise LineError("invalid-json", f"The line is not JSON: {error}.") from None
    if not isinstance(value, dict):
        raise LineError("invalid-input", "The line is not a JSON object.")
    return value


def _text_of(request: dict[str, Any], field: str) -> str:
    if field not in request:
        raise LineError("invalid-input", f"The field {field!r} is missing.")
    value = request[field]
    if not isinstance(value, str):
        raise LineError("invalid-input", f"The field {field!r} is not a text.")
    return value
