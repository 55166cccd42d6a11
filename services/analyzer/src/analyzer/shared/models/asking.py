"""Asking a model for one JSON object: validated, repaired at most once, and a reason where it never comes."""

import re
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from analyzer.shared.models.instructions import repair_prompt
from analyzer.shared.models.llm import Complete, ModelUnavailable

M = TypeVar("M", bound=BaseModel)


class Unusable(Exception):  # noqa: N818 - a finding about the model's answer
    """The model's answer, repaired once, is still not what was asked for."""


NO_ANSWER = (Unusable, ModelUnavailable, TimeoutError)
"""What asking may end in; the rules' result then stands."""


async def asked(complete: Complete, prompt: str, shape: type[M]) -> M:
    """The object that the model answers with. Raises one of ``NO_ANSWER`` where there is none."""
    answer = await complete(prompt)
    try:
        return _parsed(answer, shape)
    except ValidationError as error:
        fault = _faults(error)
    repaired = await complete(repair_prompt(answer, fault, shape))
    try:
        return _parsed(repaired, shape)
    except ValidationError as error:
        raise Unusable(f"not what was asked for, also after a repair: {_faults(error)}") from None


def why(error: Exception) -> str:
    """The reason that is recorded; nothing of prompt or answer is in it."""
    if isinstance(error, TimeoutError):
        return "the model took too long"
    if isinstance(error, ModelUnavailable):
        return f"the model gave no answer ({error})"
    return f"the model's answer was {error}"


def _parsed(answer: str, shape: type[M]) -> M:
    """The JSON object in ``answer``, which models like to wrap in a code fence or a sentence."""
    found = re.search(r"\{.*\}", answer, re.DOTALL)
    return shape.model_validate_json(found[0] if found else answer)


def _faults(error: ValidationError) -> str:
    """The first faults as field and kind; never the values."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)[:5]
    return "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'the whole'}: {fault['type']}" for fault in faults)
