"""Bodies of requests, before anybody reads them: bounded in bytes and time, and JSON that all read the same way.

A body is counted as it arrives and refused at the first byte too many, or at once where its length is told; so a
request costs no more memory than its route may have, whoever sends it. How much that is stands in ``services.toml``.
"""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common.contracts.services import SERVICES_BY_NAME
from common.http.problems import problem_of
from common.primitives.text import shown

KIB = 1024
USUAL_KIB = 32
WITHIN_S = 20.0
"""Who takes longer to send a body of this size keeps a connection, not a conversation."""
_NOT_UTF8 = "The body is not UTF-8."


class Body(BaseModel):
    """A request's body: unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


LimitOf = Callable[[str], int]


def limits_of(service: str) -> LimitOf:
    """The most bytes that a body may have, by the path it is sent to."""
    known = SERVICES_BY_NAME.get(service)
    larger = known.bodies_kib if known else {}

    def limit_of(path: str) -> int:
        kib = (kib for prefix, kib in larger.items() if path == prefix or path.startswith(f"{prefix}/"))
        return next(kib, USUAL_KIB) * KIB

    return limit_of


class Refusal(Exception):  # noqa: N818 - what is answered instead
    """The body is not handed on; ``answer`` says why."""

    def __init__(self, slug: str, detail: str) -> None:
        super().__init__(detail)
        self.answer: JSONResponse = problem_of(slug, detail)


class Bodies:
    """Hands a request on with its whole body, or answers in its place."""

    def __init__(self, app: ASGIApp, limit_of: LimitOf, within_s: float = WITHIN_S) -> None:
        self._app = app
        self._limit_of = limit_of
        self._within_s = within_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await self._body(Headers(scope=scope), self._limit_of(scope["path"]), receive)
        except Refusal as refusal:
            await refusal.answer(scope, receive, send)
            return
        await self._app(scope, _with(body, receive), send)

    async def _body(self, headers: Headers, limit: int, receive: Receive) -> bytes:
        told = headers.get("content-length", "")
        if told.isdecimal() and (len(told) > len(str(limit)) or int(told) > limit):
            raise _too_large(limit)
        try:
            async with asyncio.timeout(self._within_s):
                body = await _counted(limit, receive)
        except TimeoutError:
            raise _late() from None
        if body and _is_json(headers.get("content-type", "")):
            _see_that_it_is_read_alike(body)
        return body


async def _counted(limit: int, receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":  # its sender is gone: nobody reads the answer, but a log counts it
            raise _late()
        body += message.get("body", b"")
        if len(body) > limit:
            raise _too_large(limit)
        if not message.get("more_body", False):
            return bytes(body)


def _too_large(limit: int) -> Refusal:
    return Refusal("body-too-large", f"A body sent here has at most {limit // KIB} KiB.")


def _late() -> Refusal:
    refusal = Refusal("request-timeout", "The request did not arrive in time.")
    refusal.answer.headers["Connection"] = "close"  # what is still to come of it belongs to no request
    return refusal


def _with(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def _is_json(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def _see_that_it_is_read_alike(body: bytes) -> None:
    """Refuse JSON that readers understand in different ways. What is no JSON at all is the route's to refuse."""
    if b"\x00" in body:  # UTF-16 and UTF-32: Python's reader guesses them, others don't
        raise Refusal("body-malformed", _NOT_UTF8)
    try:
        json.loads(body.decode("utf-8-sig"), object_pairs_hook=each_name_once, parse_constant=_no_number)
    except json.JSONDecodeError:
        return
    except UnicodeDecodeError:
        raise Refusal("body-malformed", _NOT_UTF8) from None
    except RecursionError:
        raise Refusal("body-malformed", "The body is nested too deeply.") from None
    except ValueError as error:
        raise Refusal("body-malformed", f"The body cannot be read: {error}.") from None


def each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON (``object_pairs_hook``); ``ValueError`` where a name stands twice: readers differ."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for at, (name, _) in enumerate(pairs) if name in dict(pairs[:at]))
        raise ValueError(f"The key {shown(twice)} stands twice in one object")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")
