"""What a model's answer says: the JSON object in it, or what is wrong with it. Nothing here does I/O."""

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)

Ask = Callable[[str], Awaitable[str]]
"""Sends one instruction to a model and gives its text; raises ``ModelUnavailable`` where there is none."""

TOLD_HERE = Path(__file__)
"""Where stands what a model is told beside its instruction: part of the version of whatever rests on its answers."""
_TOLD_FAULTS = 5
_TOLD_CHARACTERS = 14_000
"""So much of a faulty answer is shown to the model again."""


class ModelUnavailable(Exception):  # noqa: N818 - an outcome that askers handle
    """The model gave no answer; the text says why without any of the prompt."""


class Unusable(ValueError):  # noqa: N818 - a finding about the model's answer
    """An answer is not what was asked for. The text is for the model to act on; ``record`` has none of its words."""

    def __init__(self, fault: str, record: str | None = None) -> None:
        super().__init__(fault)
        self.record = fault if record is None else record


def parsed(answer: str, shape: type[M]) -> M:
    """The JSON object in ``answer``, which models like to wrap in a code fence or a sentence; raises ``Unusable``."""
    found = re.search(r"\{.*\}", answer, re.DOTALL)
    if found is None:
        raise Unusable("there is no JSON object in it")
    try:
        return shape.model_validate_json(found[0])
    except ValidationError as error:
        raise unusable(error, shape) from None


def unusable(error: ValidationError, shape: type[BaseModel]) -> Unusable:
    """What is wrong with an answer, as field and kind, and for the model also in a sentence; never the values."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)[:_TOLD_FAULTS]
    kinds = [f"{_place(fault['loc'], shape)}: {fault['type']}" for fault in faults]
    told = [f"{kind} ({fault['msg']})" for kind, fault in zip(kinds, faults, strict=True)]
    return Unusable("; ".join(told), "; ".join(kinds))


def repair_of(prompt: str, answer: str, fault: str, shape: type[BaseModel]) -> str:
    """The one request to correct an answer: the task again, what came of it, and what is wrong with that."""
    schema = json.dumps(shape.model_json_schema(), separators=(",", ":"))
    return (
        f"{prompt}\n\nYour previous answer was:\n{answer[:_TOLD_CHARACTERS]}\n\n"
        f"It is not what was asked for: {fault}.\n"
        f"Answer with the corrected JSON object and nothing else. The schema:\n{schema}"
    )


def _place(loc: tuple[int | str, ...], shape: type[BaseModel]) -> str:
    """Where a fault is, in the shape's own names: keys that the model made up are left out."""
    known = _field_names(shape)
    return ".".join(str(part) if isinstance(part, int) or part in known else "?" for part in loc) or "the whole"


@lru_cache(maxsize=64)
def _field_names(shape: type[BaseModel]) -> frozenset[str]:
    return frozenset(_properties(shape.model_json_schema()))


def _properties(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from _properties(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _properties(part)
