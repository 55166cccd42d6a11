"""One question to a model through litellm, told as it was answered or as it failed."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from common.asking import metrics
from common.asking.models import litellm_module
from common.asking.parsing import Ask, ModelUnavailable

Message = tuple[str, str]
"""Role (``user`` or ``assistant``) and content."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model and how it is asked. ``name`` begins with litellm's route; ``stream`` reads the answer as it is written.

    ``timeout_s`` bounds one answer. Nothing is tried again here: whoever asks knows what that costs.
    """

    name: str
    api_key: SecretStr | None = None
    api_base: str | None = None
    timeout_s: float = 60.0
    temperature: float = 0.0
    max_tokens: int | None = None
    stream: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, and what it took. ``text`` may be empty; ``model`` is the one that answered; cost in US dollars."""

    text: str
    model: str
    finish_reason: str | None
    prompt_tokens: int | None
    response_tokens: int | None
    latency_ms: int
    cost_usd: float | None


class ModelFailed(Exception):  # noqa: N818 - an outcome that callers tell apart
    """There is no answer. ``kind`` is the kind of fault, ``status`` the HTTP status if there was one, ``retry_after``
    the seconds that the provider named. Its own words stay out: they may repeat keys or addresses."""

    def __init__(self, kind: str, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.status = status
        self.retry_after = retry_after


CUT_OFF = "CutOff"
"""The kind of an answer whose stream ended before the provider said that it was finished."""
NO_CHOICE = "NoChoice"
"""The kind of an answer that holds none."""


_UNKEEPABLE = re.compile(r"[\x00\ud800-\udfff]")
"""Characters that JSON can say and that no store of ours keeps: the end of a C string, halves of characters."""


async def completed(model: Model, messages: Sequence[Message]) -> Said:
    """What ``model`` says next in a conversation; raises ``ModelFailed``. Tokens and cost are counted."""
    litellm = await litellm_module()
    began = time.perf_counter()
    try:
        response = await litellm.acompletion(**_request(model, messages))
        if model.stream:
            response = await _whole(response, litellm)
    except Exception as error:  # noqa: BLE001 - litellm raises what its transports raise; each kind is told apart
        raise _failure(error) from None
    if response is None:
        raise ModelFailed(CUT_OFF)
    if not response.choices:
        raise ModelFailed(NO_CHOICE)
    said = _said(response, model, round((time.perf_counter() - began) * 1000))
    _count(said, _short(model.name))
    return said


def asking(model: Model) -> Ask:
    """``model`` as ``asked`` wants it: one instruction, its text, ``ModelUnavailable`` where there is none."""

    async def ask(prompt: str) -> str:
        try:
            said = await completed(model, [("user", prompt)])
        except ModelFailed as error:
            raise ModelUnavailable(error.kind) from None
        if not said.text:
            raise ModelUnavailable("an empty answer")
        return said.text

    return ask


def _request(model: Model, messages: Sequence[Message]) -> dict[str, Any]:
    request: dict[str, Any] = {
        "model": model.name,
        "messages": [{"role": role, "content": content} for role, content in messages],
        "timeout": model.timeout_s,
        "num_retries": 0,
        "max_retries": 0,
        "drop_params": True,
        "temperature": model.temperature,
        "api_key": model.api_key.get_secret_value() if model.api_key else "none",
    }
    if model.max_tokens is not None:
        request["max_tokens"] = model.max_tokens
    if model.api_base:
        request["api_base"] = model.api_base
    if model.stream:
        request |= {"stream": True, "stream_options": {"include_usage": True}}
    return request


async def _whole(stream: Any, litellm: Any) -> Any:
    """All chunks of a stream as one response; None where it ended before the provider said that it was finished."""
    chunks = [chunk async for chunk in stream]
    if getattr(stream, "received_finish_reason", None) is None:
        return None
    return litellm.stream_chunk_builder(chunks)


def _said(response: Any, model: Model, latency_ms: int) -> Said:
    choice, usage = response.choices[0], getattr(response, "usage", None)
    hidden = getattr(response, "_hidden_params", None) or {}
    cost = hidden.get("response_cost")
    return Said(
        text=_keepable(choice.message.content or ""),
        model=_short(_keepable(str(response.model or model.name.partition("/")[2]))),
        finish_reason=choice.finish_reason,
        prompt_tokens=getattr(usage, "prompt_tokens", None),
        response_tokens=getattr(usage, "completion_tokens", None),
        latency_ms=latency_ms,
        cost_usd=float(cost) if cost is not None else None,
    )


def _keepable(said: str) -> str:
    """What was said, as long as it was, with a mark for each character that could not be stored."""
    return _UNKEEPABLE.sub("\ufffd", said)


def _short(said: str) -> str:
    """The model as the provider names it; of a local server's file name, the folder is nobody's business."""
    name = said.rsplit("/", 1)[-1].removesuffix(".gguf") if said.startswith(("/", ".")) or "//" in said else said
    return name[:100]


def _failure(error: Exception) -> ModelFailed:
    status = getattr(error, "status_code", None)
    return ModelFailed(type(error).__name__, status if isinstance(status, int) else None, _retry_after(error))


def _retry_after(error: Exception) -> float | None:
    response = getattr(error, "response", None)
    headers = getattr(error, "litellm_response_headers", None) or getattr(response, "headers", None) or {}
    try:
        return max(float(headers["retry-after"]), 0.0)
    except (KeyError, TypeError, ValueError):
        return None


def _count(said: Said, model: str) -> None:
    metrics.TOKENS.labels(model, "prompt").inc(said.prompt_tokens or 0)
    metrics.TOKENS.labels(model, "response").inc(said.response_tokens or 0)
    metrics.COST.labels(model).inc(said.cost_usd or 0)
