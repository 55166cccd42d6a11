"""Asks each operation as each caller, with ids of the other organisation, and says what is not as the rules say."""

import json
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import httpx

from ..twins.rewriting import UUIDS
from .callers import AS_NOTHING, Caller, callers, nobodys
from .filling import Filled
from .requests import Operation, Request
from .world import World

PROBLEM = "urn:brandmon:problem:"
NEUTRAL = {"name": "asked-for", "url": "https://1.1.1.1/asked-for"}
Chosen = Callable[[Operation, Caller], bool]


async def wrong(world: World, chosen: Chosen = lambda operation, caller: True) -> dict[str, str]:
    """What is answered otherwise than the rules say, by operation and caller."""
    found: dict[str, str] = {}
    for operation in world.operations:
        for caller in callers():
            if chosen(operation, caller):
                async for what in _wrong(world, operation, caller):
                    found.setdefault(f"{operation} by {caller.name}", what)
    return found


async def _wrong(world: World, operation: Operation, caller: Caller) -> AsyncIterator[str]:
    unknown = [name for name in (*operation.ids, *operation.may_ids) if name not in world.theirs.ids]
    if unknown:
        yield f"say in asking/filling.py how one comes to be: {', '.join(unknown)}"
        return
    world.asked = operation
    token = await caller.token(world)
    headers = dict(caller.says(world)) | ({"Authorization": f"Bearer {token}"} if token else {})
    expected = EXCEPTIONS.get((str(operation), caller.name), (caller.expected(operation), ""))[0]
    for also in (None, *operation.may_ids):
        asked = operation.request(world.theirs.ids, also, **NEUTRAL)
        answer = await sent(world, asked, headers)
        for fault in _faults(answer, expected):
            yield fault
        if expected == AS_NOTHING and (also or operation.ids):
            nothing = operation.request(nobodys(world.theirs.ids), also, **NEUTRAL)
            other = await sent(world, nothing, headers)
            if told(answer, asked) != told(other, nothing):
                yield f"{answer.status_code} {answer.text[:200]} instead of {other.status_code} {other.text[:200]}"
        if caller.outside or not answer.is_success:
            for leak in leaks(answer, asked, world.theirs, caller.own(world)):
                yield f"tells {leak}"


async def sent(world: World, asked: Request, headers: Mapping[str, str]) -> httpx.Response:
    """The answer to a request."""
    client = world.running.clients[asked.operation.service]
    return await client.request(asked.operation.method, asked.path, headers=dict(headers), **asked.parts)


def _faults(answer: httpx.Response, expected: Any) -> Iterator[str]:
    if answer.status_code >= 500:
        yield f"{answer.status_code} {answer.text[:200]}"
    if isinstance(expected, tuple):
        slug = answer.json()["type"].removeprefix(PROBLEM) if answer.status_code >= 400 else ""
        if (answer.status_code, slug) != expected:
            yield f"{answer.status_code} {slug or answer.text[:200]} instead of {expected}"


def told(answer: httpx.Response, asked: Request) -> Any:
    """An answer without the ids that were asked for: what is left must be the same for what does not exist."""
    text = UUIDS.sub(lambda found: "asked" if found.group() in asked.said() else "id", answer.text)
    headers = {name: value for name, value in answer.headers.items() if name in ("content-type", "allow", "location")}
    return answer.status_code, text, headers


def leaks(answer: httpx.Response, asked: Request, theirs: Filled, own: Collection[str] = ()) -> Iterable[str]:
    """Canaries and ids of others in an answer; ``own`` are words and ids among theirs that are the caller's."""
    text, said = whole(answer), asked.said()
    for word in own:
        text = text.replace(word, "")
    yield from traces(text, said, theirs)


def traces(text: str, said: str, theirs: Filled) -> Iterator[str]:
    """The canary of others in a text, and ids of theirs that whoever asked did not say himself."""
    if theirs.side.mark in text:
        at = text.index(theirs.side.mark)
        yield f"the canary: ...{text[max(0, at - 80) : at + 40]}"
    for known in set(UUIDS.findall(text)) & theirs.side.twin.ids - set(UUIDS.findall(said)):
        yield f"the id {known}"


def whole(answer: httpx.Response) -> str:
    """All that an answer says: body, what cursors hold, headers."""
    return answer.text + "".join(_opened(answer.text)) + json.dumps(dict(answer.headers))


def _opened(text: str) -> Iterator[str]:
    with suppress(ValueError):
        body = json.loads(text)
        if isinstance(body, dict) and isinstance(body.get("next"), str):
            yield urlsafe_b64decode(body["next"] + "=" * (-len(body["next"]) % 4)).decode("utf-8", "replace")


EXCEPTIONS: Mapping[tuple[str, str], tuple[Any, str]] = {}
"""Answers that no rule gives, by operation and caller: what is expected (None: anything), and why."""
