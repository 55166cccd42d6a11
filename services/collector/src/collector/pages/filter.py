"""The filter ``brandmon extract-page``: JSON lines in, JSON lines out, without any engine.

In: ``{"id", "url", "html"}``, or ``{"id", "url", "body_base64", "content_type"?}`` of a page as it came over the wire,
with its HTTP header; ``"structure": true`` in either asks for the structure, too. Out, in order, one line each:
``{"id", "title", "text", "language", "links", "needs_browser", "structure"?}``, or ``{"id"?, "error": {"type",
"message"}}`` for a line that cannot be read; the next line is read in any case.
"""

import base64
import binascii
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
        url, markup, content_type = _text_of(request, "url"), _markup_of(request), _content_type_of(request)
        structured = _said(request, "structure")
    except LineError as error:
        identified = {"id": request["id"]} if "id" in request else {}
        return {**identified, "error": {"type": error.type, "message": str(error)}}
    page = extract_page(markup, url, content_type=content_type, structured=structured)
    return {
        "id": request.get("id"),
        "title": page.title,
        "text": page.text,
        "language": page.language,
        "links": list(page.links),
        "needs_browser": page.needs_browser,
        **({"structure": page.structure.model_dump(mode="json")} if structured else {}),
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


def _markup_of(request: dict[str, Any]) -> str | bytes:
    """The page as text, or its body's bytes."""
    if "body_base64" not in request:
        return _text_of(request, "html")
    if "html" in request:
        raise LineError("invalid-input", "The line has both 'html' and 'body_base64'.")
    try:
        return base64.b64decode(_text_of(request, "body_base64"), validate=True)
    except (binascii.Error, ValueError):
        raise LineError("invalid-input", "The field 'body_base64' is not base64.") from None


def _content_type_of(request: dict[str, Any]) -> str | None:
    return None if request.get("content_type") is None else _text_of(request, "content_type")


def _said(request: dict[str, Any], field: str) -> bool:
    value = request.get(field, False)
    if not isinstance(value, bool):
        raise LineError("invalid-input", f"The field {field!r} is neither true nor false.")
    return value


def _text_of(request: dict[str, Any], field: str) -> str:
    if field not in request:
        raise LineError("invalid-input", f"The field {field!r} is missing.")
    value = request[field]
    if not isinstance(value, str):
        raise LineError("invalid-input", f"The field {field!r} is not a text.")
    return value
