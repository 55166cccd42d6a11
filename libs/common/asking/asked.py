"""Asking a model for one JSON object: validated, repaired at most once, and a reason where it never comes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from common.asking.metrics import QUESTIONS
from common.asking.parsing import Ask, ModelUnavailable, Unusable, parsed, repair_of, unusable
from common.process.telemetry import log

_log = log("asking")
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Why there is no object; for a record and for a person, without any of the prompt or the answer."""

    reason: str


async def asked(
    ask: Ask,
    prompt: str,
    shape: type[M],
    *,
    check: Callable[[M], object] | None = None,
    within_s: float | None = None,
) -> M | Unanswered:
    """The object that a model answers ``prompt`` with, within ``within_s`` seconds, a repair included.

    ``check`` says what else is wrong with an object of the right shape: a ``ValueError`` whose text, in words of ours,
    the model can act on. What it returns is not looked at.
    """
    about = shape.__name__.lstrip("_")
    try:
        async with asyncio.timeout(within_s):
            return await _asked(ask, prompt, shape, check)
    except TimeoutError:
        outcome, reason = "late", "the model took too long"
    except ModelUnavailable as error:
        outcome, reason = "unavailable", f"the model gave no answer ({error})"
    except Unusable as error:
        outcome = "unusable"
        reason = f"the model's answer was not what was asked for, also after a repair: {error.record}"
    QUESTIONS.labels(about, outcome).inc()
    return Unanswered(reason)


async def _asked(ask: Ask, prompt: str, shape: type[M], check: Callable[[M], object] | None) -> M:
    about = shape.__name__.lstrip("_")
    answer = await ask(prompt)
    try:
        found = _checked(answer, shape, check)
    except Unusable as error:
        _log.warning("a model's answer is not usable", about=about, fault=error.record)
        found = _checked(await ask(repair_of(prompt, answer, str(error), shape)), shape, check)
        QUESTIONS.labels(about, "repaired").inc()
    else:
        QUESTIONS.labels(about, "answered").inc()
    return found


def _checked(answer: str, shape: type[M], check: Callable[[M], object] | None) -> M:
    found = parsed(answer, shape)
    if check is not None:
        try:
            check(found)
        except Unusable:
            raise
        except ValidationError as error:  # of a shape that is made of the answer
            raise unusable(error, shape) from None
        except ValueError as error:
            raise Unusable(str(error)) from None
    return found
