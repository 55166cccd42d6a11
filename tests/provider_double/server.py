"""A small HTTP/1.1 server on sockets of its own, so that it can also end a connection in the middle of an answer."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Any

from provider_double.script import Reply, Script

_Writer = asyncio.StreamWriter


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came: which model, what was said, how it was answered."""

    model: str
    messages: tuple[tuple[str, str], ...]
    status: int
    cut: bool
    at: float

    @property
    def prompt(self) -> str:
        """The last user message."""
        return next((text for role, text in reversed(self.messages) if role == "user"), "")


@dataclass
class ProviderDouble:
    """``async with ProviderDouble(script) as double`` serves ``double.base_url`` until the block ends."""

    script: Script = field(default_factory=Script)
    port: int = 0
    calls: list[Call] = field(default_factory=list)
    busiest: int = 0
    called: asyncio.Event = field(default_factory=asyncio.Event)
    _open: int = 0
    _server: asyncio.Server | None = None
    _served: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def base_url(self) -> str:
        """The address for ``api_base``."""
        return f"http://127.0.0.1:{self.port}/v1"

    def prompts(self) -> Counter[str]:
        """How often each prompt was asked."""
        return Counter(call.prompt for call in self.calls)

    async def __aenter__(self) -> "ProviderDouble":
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._served:
            task.cancel()
        await asyncio.gather(*self._served, return_exceptions=True)

    async def serve_forever(self) -> None:
        """Serve until cancelled."""
        assert self._server is not None
        await self._server.serve_forever()

    def _accept(self, reader: asyncio.StreamReader, writer: _Writer) -> None:
        task = asyncio.get_running_loop().create_task(self._connection(reader, writer))
        self._served.add(task)
        task.add_done_callback(self._served.discard)

    async def _connection(self, reader: asyncio.StreamReader, writer: _Writer) -> None:
        try:
            while await self._request(reader, writer):
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # the client has gone
        finally:
            writer.close()

    async def _request(self, reader: asyncio.StreamReader, writer: _Writer) -> bool:
        """Answer one request; False where the connection is to be closed."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        routes: dict[tuple[str, str], Callable[[], Awaitable[bool]]] = {
            ("POST", "/v1/chat/completions"): lambda: self._complete(writer, headers, json.loads(body)),
            ("GET", "/calls"): lambda: _send_json(writer, 200, self._counts()),
            ("POST", "/script"): lambda: self._replace(writer, json.loads(body)),
        }
        handler = routes.get((method, path.split("?")[0]))
        if handler is None:
            return await _send_json(writer, 404, {"error": {"message": f"nothing at {path}"}})
        return await handler()

    def _counts(self) -> dict[str, Any]:
        statuses = Counter(str(call.status) for call in self.calls)
        return {"count": len(self.calls), "by_status": statuses, "prompts": self.prompts(), "busiest": self.busiest}

    async def _replace(self, writer: _Writer, data: dict[str, Any]) -> bool:
        self.script = Script.of(data)
        return await _send_json(writer, 200, {"rules": len(self.script.rules)})

    async def _complete(self, writer: _Writer, headers: dict[str, str], request: dict[str, Any]) -> bool:
        messages = tuple((each["role"], _text(each["content"])) for each in request["messages"])
        prompt = next((text for role, text in reversed(messages) if role == "user"), "")
        reply = self.script.reply_to(prompt, headers.get("authorization", "").removeprefix("Bearer ") or None)
        self.calls.append(Call(request["model"], messages, reply.status, reply.cut, time.monotonic()))
        self._open += 1
        self.called.set()
        self.busiest = max(self.busiest, self._open)
        try:
            if reply.delay_s:
                await asyncio.sleep(reply.delay_s)
            if reply.status != HTTPStatus.OK:
                return await _send_error(writer, reply)
            if request.get("stream"):
                return await _send_stream(writer, request, messages, reply)
            return await _send_whole(writer, request, messages, reply)
        finally:
            self._open -= 1


def _text(content: Any) -> str:
    return content if isinstance(content, str) else " ".join(part.get("text", "") for part in content)


def _usage(messages: tuple[tuple[str, str], ...], text: str) -> dict[str, int]:
    asked, answered = sum(len(said.split()) for _, said in messages), len(text.split())
    return {"prompt_tokens": asked, "completion_tokens": answered, "total_tokens": asked + answered}


async def _send_whole(
    writer: _Writer, request: dict[str, Any], messages: tuple[tuple[str, str], ...], reply: Reply
) -> bool:
    message = {"role": "assistant", "content": reply.text}
    completion = {
        "id": "chatcmpl-double",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": f"{request['model']}-2026-01-01",
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish_reason}],
        "usage": _usage(messages, reply.text),
    }
    return await _send_json(writer, 200, completion, cut=reply.cut)


async def _send_stream(
    writer: _Writer, request: dict[str, Any], messages: tuple[tuple[str, str], ...], reply: Reply
) -> bool:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
    words = reply.text.split(" ")
    said = words[: max(1, len(words) // 2)] if reply.cut else words
    for place, word in enumerate(said):
        _chunk(writer, _event(request, {"content": word if place == 0 else f" {word}"}))
        await writer.drain()
    if reply.cut:
        return False  # neither a finish reason nor the end of the body
    _chunk(writer, _event(request, {}, finish=reply.finish_reason))
    _chunk(writer, {**_event(request, {}), "choices": [], "usage": _usage(messages, reply.text)})
    writer.write(_framed(b"data: [DONE]\n\n") + b"0\r\n\r\n")
    return True


def _event(request: dict[str, Any], delta: dict[str, str], *, finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-double",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": f"{request['model']}-2026-01-01",
        "choices": [{"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}],
    }


def _chunk(writer: _Writer, event: dict[str, Any]) -> None:
    writer.write(_framed(f"data: {json.dumps(event)}\n\n".encode()))


def _framed(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


async def _send_error(writer: _Writer, reply: Reply) -> bool:
    body = {"error": {"message": reply.text or HTTPStatus(reply.status).phrase, "type": "double", "code": reply.status}}
    extra = {} if reply.retry_after is None else {"Retry-After": f"{reply.retry_after:g}"}
    return await _send_json(writer, reply.status, body, extra)


async def _send_json(
    writer: _Writer, status: int, body: Any, extra: dict[str, str] | None = None, *, cut: bool = False
) -> bool:
    data = json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Content-Length": str(len(data)), **(extra or {})}
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + (data[: len(data) // 2] if cut else data))
    return not cut
