"""What the document must be, so that people can read it and programs can make clients of it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from api_description.refusals import RESPONSES
from api_description.samples import Samples
from api_description.schemas import Json
from common.http.problem_types import PROBLEM_TYPES

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")
LONGEST_SUMMARY = 60
_PARAMETER = re.compile(r"\{(\w+)\}")
ALWAYS = ("429", "500", "503", "504")
"""What every operation may be answered with: of the gateway, and of faults."""


def operations(document: Json) -> Iterator[tuple[str, Json]]:
    """Each operation as tables name it, with what is told of it."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield f"{method.upper()} {path}", told


def faults(document: Json) -> list[str]:
    """What is missing or wrong, a line each; none where all is well."""
    samples = Samples(document["components"]["schemas"])
    found = [f"{name}: {fault}" for name, told in operations(document) for fault in _of(name, told, document, samples)]
    ids = Counter(told.get("operationId") for _, told in operations(document))
    found += [f"{name} is the name of {count} operations" for name, count in ids.items() if count > 1]
    tags = {each["name"] for each in document["tags"] if each.get("description")}
    found += [f"{name}: its tag is not told" for name, told in operations(document) if set(told["tags"]) - tags]
    for name, schema in document["components"]["schemas"].items():
        for example in schema.get("examples", ()):
            if fault := samples.fault(schema, example):
                found.append(f"{name}: its example is none: {fault}")
    return found


def _of(name: str, told: Json, document: Json, samples: Samples) -> Iterator[str]:
    yield from _words(told)
    yield from _statuses(name, told)
    for part in (told.get("requestBody"), *(each for status, each in told["responses"].items() if status < "400")):
        yield from _shown((part or {}).get("content", {}), samples)
    for status, each in told["responses"].items():
        if status >= "400":
            known = document["components"]["responses"].get(each.get("$ref", "").removeprefix(RESPONSES))
            yield from _refused(status, known)


def _words(told: Json) -> Iterator[str]:
    """Faults of names and sentences."""
    summary = told.get("summary", "")
    if not summary or len(summary) > LONGEST_SUMMARY or summary.endswith("."):
        yield f"{summary!r} is no summary of at most {LONGEST_SUMMARY} characters"
    if not told.get("description", "").strip().endswith((".", ")")):
        yield "has no description of whole sentences"
    if not NAME.fullmatch(told.get("operationId", "")):
        yield "has no name in lower case with its resource in front"
    for parameter in told.get("parameters", ()):
        if parameter.get("required") and "example" not in parameter:
            yield f"{parameter['name']} has no example"


def _statuses(name: str, told: Json) -> Iterator[str]:
    """Answers that must come where they can."""
    expected = set(ALWAYS)
    if told["security"]:
        expected.add("401")
    if told.get("x-permission"):
        expected.add("403")
    if told.get("requestBody") or _PARAMETER.search(name):
        expected.add("422")
    if any(each["name"] == "Idempotency-Key" for each in told.get("parameters", ())):
        expected.add("409")
    yield from (f"{status} is not told" for status in sorted(expected - set(told["responses"])))
    permission = told.get("x-permission")
    if any(scopes != ([permission] if permission else []) for each in told["security"] for scopes in each.values()):
        yield "its scopes are not its permission"
    if not any(status < "300" for status in told["responses"]):
        yield "has no answer"


def _shown(content: Json, samples: Samples) -> Iterator[str]:
    """Faults of the examples of a body."""
    for kind, each in content.items():
        if not each.get("examples"):
            yield f"{kind} has no example"
        for word, example in each.get("examples", {}).items():
            if fault := samples.fault(each.get("schema", {}), example["value"]):
                yield f"the example {word} of {kind} is none: {fault}"


def _refused(status: str, response: Any) -> Iterator[str]:
    """Faults of an answer that refuses: each names its kinds, and all are of its status."""
    if response is None:
        yield f"{status} refers to nothing"
        return
    (content,) = response["content"].values()
    if not content["examples"]:
        yield f"{status} has no example"
    for slug in content["examples"]:
        if str(PROBLEM_TYPES[slug].status) != status:
            yield f"{slug} is told under {status}"
