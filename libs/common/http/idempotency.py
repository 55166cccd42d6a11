"""``Idempotency-Key``: a request that changes something may be sent again, and its effect is made once (ADR 39).

Every POST takes the header, unless it says why not (``unkeyed``). The effect's transaction keeps the answer; whoever
sends the same request under the same key gets that answer. What is kept is sealed with the key, and the key is not.
"""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable, Iterable
from contextvars import ContextVar
from functools import wraps
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi.routing import APIRoute
from pydantic import Field, TypeAdapter, ValidationError
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common.contracts.message import NO_TENANT
from common.http.problems import problem_of, takes_key
from common.primitives.ciphers import Cipher
from common.primitives.errors import Invalid, Problem
from common.primitives.text import Given, shown
from common.stores.keyed import HELD, AnsweredBefore, FirstAnswer, FirstAnswers, Held, RequestKey

F = TypeVar("F", bound=Callable[..., Any])
IdempotencyKey = Annotated[str, Field(pattern=r"^[!-~]+$"), Given(200)]
"""A text of the caller's choice; a random UUID is a good one."""
_KEY: TypeAdapter[str] = TypeAdapter(IdempotencyKey)
KEY_HEADER, REPLAYED_HEADER = "Idempotency-Key", "Idempotency-Replayed"
PARAMETER = {
    "name": KEY_HEADER, "in": "header", "required": False, "schema": _KEY.json_schema(),
    "example": "0b1f6f0e-8a59-4c1e-9a57-6d0c7d3f2f11",
    "description": "A text of your choice, such as a random UUID. The same request under the same key, within 24 hours,"
    " is answered as the first one was, and changes nothing more.",
}  # fmt: skip
REPLAYED = {"description": "`true` where the answer is that of an earlier request.", "schema": {"const": "true"}}


def with_keys(routes: Iterable[BaseRoute]) -> None:
    """Have each route that takes a key ask for the first answer before it does anything; rights are judged before."""
    for route in _taking(routes):
        if not hasattr(route.endpoint, "__asks__"):  # routers are shared by the applications of a process
            route.endpoint = _asking(route.endpoint)


def keys_described(schema: dict[str, Any], routes: Iterable[BaseRoute]) -> None:
    """Write into a service's OpenAPI which operations take a key, and what a repetition is known by."""
    for route in _taking(routes):
        operation = schema["paths"][route.path_format]["post"]
        operation.setdefault("parameters", []).append(PARAMETER)
        for status, response in operation["responses"].items():
            if status.startswith("2"):
                response.setdefault("headers", {})[REPLAYED_HEADER] = REPLAYED


def _taking(routes: Iterable[BaseRoute]) -> list[APIRoute]:
    return [each for each in routes if isinstance(each, APIRoute) and each.include_in_schema and takes_key(each)]


def _asking(endpoint: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @wraps(endpoint)
    async def asking(*args: Any, **values: Any) -> Any:
        keyed = _KEYED.get()
        if keyed is not None:
            await keyed.enter()
        return await endpoint(*args, **values)

    asking.__asks__ = True  # type: ignore[attr-defined]
    return asking


class Keyed:
    """One request with a key, and what is held for it."""

    def __init__(self, answers: FirstAnswers, key: str, scope: Scope, body: bytes) -> None:
        self._answers = answers
        self._key = key.encode()
        self._scope = scope
        asked = (scope["method"].encode(), scope["path"].encode(), scope.get("query_string", b""), _plain(body))
        self._fingerprint = hmac.digest(self._key, b"\0".join(asked), "sha256")
        self._id = UUID(int=0)
        self.held: Held | None = None

    async def enter(self) -> None:
        """Hold the request, whose caller is known by now. ``AnsweredBefore`` where it is a repetition."""
        caller = self._scope.get("state", {}).get("principal")
        # who is nobody shares no keys with others who are: his are told apart by what he asks for
        whose = str(caller.user_id).encode() if caller else self._fingerprint
        parts = (whose, self._scope["method"].encode(), self._scope["route"].path_format.encode(), self._key)
        self._id = UUID(bytes=hashlib.sha256(b"\0".join(parts)).digest()[:16])
        tenant = caller.tenant_id if caller and caller.tenant_id else NO_TENANT
        self.held = self._answers.holding(RequestKey(tenant, self._id))
        first = await self.held.first()
        if first is not None:
            raise AnsweredBefore(first)
        HELD.set(self.held)

    def first_answer(self, reply: "Reply") -> FirstAnswer:
        """What is kept of an answer."""
        headers = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in reply.headers]
        plain = json.dumps({"headers": headers, "body": b64encode(reply.body).decode()}).encode()
        return FirstAnswer(self._fingerprint, reply.status, self._cipher().seal(plain, self._id.bytes))

    def again(self, answer: FirstAnswer) -> Response:
        """The first answer once more, or the problem of a key that stands for another request."""
        if not hmac.compare_digest(answer.fingerprint, self._fingerprint):
            return _refused(
                Invalid("idempotency-key-reused", "This key was sent with another request; choose a new one.")
            )
        kept = json.loads(self._cipher().open(answer.response, self._id.bytes))
        response = Response(b64decode(kept["body"]), answer.status)
        response.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in kept["headers"]]
        response.headers[REPLAYED_HEADER] = "true"
        return response

    def _cipher(self) -> Cipher:
        return Cipher(hmac.digest(self._key, b"seal" + self._id.bytes, "sha256"))


_KEYED: ContextVar[Keyed | None] = ContextVar("keyed", default=None)


class Reply:
    """An answer that waits until its effect is committed."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def take(self, message: Message) -> None:
        """See ASGI's ``send``."""
        self.messages.append(message)

    @property
    def status(self) -> int:
        """The answer's status."""
        return int(self.messages[0]["status"])

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """The answer's headers."""
        return list(self.messages[0].get("headers", ()))

    @property
    def body(self) -> bytes:
        """The answer's body, whole."""
        return b"".join(message.get("body", b"") for message in self.messages[1:])


class Idempotency:
    """Answers a POST with a key: once by its route, then by what was kept. Inside of ``Bodies``: bodies are whole."""

    def __init__(self, app: ASGIApp, answers: FirstAnswers) -> None:
        self._app = app
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        given = Headers(scope=scope).getlist(KEY_HEADER) if scope["type"] == "http" else []
        if not given or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        try:
            key = _KEY.validate_python(given[0] if len(given) == 1 else None)
        except ValidationError as error:
            await _not_valid(error)(scope, receive, send)
            return
        request = await receive()
        keyed = Keyed(self._answers, key, scope, request.get("body", b""))
        waiting = [request]

        async def again() -> Message:
            return waiting.pop() if waiting else await receive()

        await (await self._answer(keyed, scope, again))(scope, receive, send)

    async def _answer(self, keyed: Keyed, scope: Scope, receive: Receive) -> ASGIApp:
        """The answer, when what it tells of is committed."""
        reply, token = Reply(), _KEYED.set(keyed)
        try:
            await self._routed(keyed, scope, receive, reply)
            if keyed.held is not None:
                await self._commit(keyed, keyed.held, reply)
        except AnsweredBefore as before:
            return keyed.again(before.answer)
        except Problem as refusal:  # of a commit: those of routes are answers by now
            return _refused(refusal)
        finally:
            if keyed.held is not None and not keyed.held.over:
                await keyed.held.abandon()
            _KEYED.reset(token)
            HELD.set(None)
        return _sent(reply)

    async def _routed(self, keyed: Keyed, scope: Scope, receive: Receive, reply: Reply) -> None:
        try:
            await self._app(scope, receive, reply.take)
        except AnsweredBefore:
            raise
        except Exception:
            if keyed.held is not None:  # what came to its end before the fault stays, as it does without a key
                await keyed.held.close()
            raise

    async def _commit(self, keyed: Keyed, held: Held, reply: Reply) -> None:
        if 200 <= reply.status < 300:
            await held.keep(keyed.first_answer(reply))
        else:
            await held.close()


def unkeyed(reason: str) -> Callable[[F], F]:
    """Note on a POST's function that it takes no key, and why."""

    def noted(function: F) -> F:
        function.__unkeyed__ = reason  # type: ignore[attr-defined]
        return function

    return noted


def _sent(reply: Reply) -> ASGIApp:
    async def sent(_scope: Scope, _receive: Receive, send: Send) -> None:
        for message in reply.messages:
            await send(message)

    return sent


def _refused(refusal: Problem) -> Response:
    return problem_of(refusal.type, refusal.detail, **refusal.extra)


def _not_valid(error: ValidationError) -> Response:
    message = shown(error.errors()[0]["msg"], 300)
    return problem_of("invalid-request", message, errors=[{"field": f"header.{KEY_HEADER}", "message": message}])


def _plain(body: bytes) -> bytes:
    """A body as it is compared: JSON by what it says, whatever its spaces and the order of its keys."""
    try:
        return json.dumps(json.loads(body), sort_keys=True, separators=(",", ":")).encode()
    except ValueError:
        return body
