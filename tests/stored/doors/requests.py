"""Requests made of a service's own description: sound ones, broken ones, and both bent towards what is stored.

``schemathesis`` writes them from the OpenAPI. Ids of its own never reach any data, so every other request is given ids
that exist; and into every other one a value is put that a reader, a store or a terminal may break at.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core import NotSet

HOSTILE = (
    "Acme\x00", "Acme\ufffe", "\x1b[31mAcme", "\x9b31m", "\u202eemcA", "\u2066Acme", "Acme\U0010ffff", "\ud800", "",
    " ", "\u200b", "A" * 256, "A" * 5000, "[red]x[/nope]", "'; --", "%00", "../../x", "{many}", "\n", "é" * 300, "-0",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-01-01T00:00:00Z", "1e999", "١٢", "null",
    "WyJzaXRlLWZhY3RzIiw5OTk5OTk5OTk5OTk5OTk5OTk5OTksImEiXQ", "WyJpY3AtZmFjdHMiLDEsImFcdTAwMDAiXQ",
    "WyJzaXRlLWZhY3RzIiwxLCJcdWQ4MDAiXQ",
)  # fmt: skip
NUMBERS = (-1, 0, 1, 2**31 - 1, 2**31, 2**63, 10**30, 1.5, True, None, [], {})


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it goes over the wire; ``operation`` is its name in the description."""

    operation: str
    method: str
    url: str
    body: bytes | None
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.url[:500]} {(self.body or b'')[:500]!r}"


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that exist, by the names of the parameters that take them."""

    ids: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, told: Iterable[Mapping[str, Any]]) -> "Known":
        """Every id that answers told, under its own name and under that of the list it was told in."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for line in told:
            thing = str(line["path"]).split("/")[2].removesuffix("s").replace("-", "_")
            for name, value in _named(line["body"]):
                if isinstance(value, str) and (name == "id" or name.endswith("_id")):
                    found[f"{thing}_id" if name == "id" else name].add(value)
        return cls({name: tuple(sorted(values)) for name, values in found.items()})

    def one(self, name: str, rng: random.Random) -> str | None:
        """One that a parameter of this name takes."""
        return rng.choice(self.ids[name]) if name in self.ids else None


def _named(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield name, each
            yield from _named(each)
    elif isinstance(value, list):
        for each in value:
            yield from _named(each)


def generated(description: dict[str, Any], known: Known, examples: int, own_seed: int) -> Iterator[Request]:
    """``examples`` sound and as many broken requests of each operation, and both bent."""
    rng = random.Random(own_seed)
    for found in schemathesis.openapi.from_dict(description).get_all_operations():
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            strategy: Any = operation.as_strategy(generation_mode=mode)
            for case in _drawn(strategy, examples, own_seed):
                yield from _bent(case, operation.label, known, rng)


def marked(description: dict[str, Any], ids: Mapping[str, str], mark: str, how: tuple[int, int]) -> Iterator[Request]:
    """Sound requests of each operation with ``ids`` and, in each text that is free, ``mark``; ``how``: number, seed.

    Of the same number and seed the same requests are made, whatever ids and mark are.
    """
    examples, own_seed = how
    bound = _bound(description)

    def own(key: str, value: Any) -> Any:
        if key in ids and isinstance(value, str):
            return ids[key]
        return f"{mark} {value}"[:40].strip() if isinstance(value, str) and key not in bound else value

    for found in schemathesis.openapi.from_dict(description).get_all_operations():
        operation = found.ok()
        for case in _drawn(operation.as_strategy(generation_mode=GenerationMode.POSITIVE), examples, own_seed):
            body = None if isinstance(case.body, NotSet) else case.body
            parts = {"path": dict(case.path_parameters or {}), "query": dict(case.query or {}), "body": body}
            yield _request(case, operation.label, _with(parts, own))


def _bound(value: Any, name: str = "") -> set[str]:
    """Names of what is not free text somewhere in a description: one of some words, of a form, or no text."""
    if isinstance(value, list):
        return {each for one in value for each in _bound(one, name)}
    if not isinstance(value, dict):
        return set()
    own = {name} if {"enum", "const", "format", "pattern", "contentMediaType"} & value.keys() else set()
    named = ((value.get("name", key) if key == "schema" else key, each) for key, each in value.items())
    inner = (_bound(each, name if key in ("anyOf", "items", "allOf", "oneOf") else str(key)) for key, each in named)
    return own.union(*inner)


def asked_again(description: dict[str, Any], told: Iterable[Mapping[str, Any]], own_seed: int) -> Iterator[Request]:
    """What was asked when the data was stored, as it was and with a value put into each parameter."""
    rng = random.Random(own_seed)
    templates = {
        template: re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))) for template in description["paths"]
    }
    for line in told:
        template = next(name for name, pattern in templates.items() if pattern.fullmatch(line["path"]))
        queries = [line["query"], *({**line["query"], name: rng.choice(HOSTILE)} for name in line["query"])]
        for query in queries:
            url = f"{line['path']}?{urlencode(query, errors='surrogatepass')}"
            yield Request(f"GET {template}", "GET", url, None)


def _drawn(strategy: Any, examples: int, own_seed: int) -> list[Any]:
    drawn: list[Any] = []

    @seed(own_seed)
    @settings(
        max_examples=examples, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=strategy)
    def draw(case: Any) -> None:
        drawn.append(case)

    with suppress(Unsatisfiable):  # nothing of an operation without parameters can be broken
        draw()
    return drawn


def _bent(case: Any, name: str, known: Known, rng: random.Random) -> Iterator[Request]:
    path, query = dict(case.path_parameters or {}), dict(case.query or {})
    body = None if isinstance(case.body, NotSet) else case.body
    parts = {"path": path, "query": query, "body": body}
    yield _request(case, name, parts)
    existing = _with(parts, lambda key, value: known.one(key, rng) or value)
    existing = _with(existing, lambda key, value: rng.choice((0, 1, 2)) if key in ("revision", "version") else value)
    yield _request(case, name, existing)
    places = [key for key, value in _leaves(existing) if not isinstance(value, bytes)]
    asked = list(case.operation.query)
    for at in {rng.randrange(len(places)) for _ in range(2)} if places else ():
        yield _request(case, name, _replaced(existing, at, rng))
    if asked:
        own = rng.choice(asked).name
        yield _request(case, name, {**existing, "query": {**existing["query"], own: rng.choice(HOSTILE)}})


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _leaves(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, key)
    elif value is not None:
        yield key, value


def _with(value: Any, change: Callable[[str, Any], Any], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _with(each, change, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_with(each, change, key) for each in value]
    return value if value is None else change(key, value)


def _replaced(parts: Any, at: int, rng: random.Random) -> Any:
    """The leaf at a place is another."""
    passed = -1

    def other(_key: str, value: Any) -> Any:
        nonlocal passed
        passed += not isinstance(value, bytes)
        if passed != at or isinstance(value, bytes):
            return value
        return rng.choice(HOSTILE if isinstance(value, str) else NUMBERS)

    return _with(parts, other)


def _request(case: Any, name: str, parts: Mapping[str, Any]) -> Request:
    path = case.operation.path
    for key, value in parts["path"].items():
        path = path.replace(f"{{{key}}}", quote(_text(value), safe="", errors="surrogatepass") or "-")
    query = urlencode({key: _text(value) for key, value in parts["query"].items()}, errors="surrogatepass")
    headers = {"content-type": case.media_type} if case.media_type else {}
    body = parts["body"]
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body, default=str).encode()
    return Request(name, case.method, f"{path}?{query}" if query else path, body, headers)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)
