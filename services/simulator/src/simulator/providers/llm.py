"""Asking providers through litellm, and what can come of it."""

import time
from collections.abc import Sequence
from typing import Any

from common.models import litellm_module
from simulator.providers.rules import (
    Answer,
    Outcome,
    Parameters,
    PermanentFailure,
    Provider,
    RateLimited,
    TransientFailure,
    Turn,
)

_ROUTES = {
    "openai": "openai",
    "anthropic": "anthropic",
    "gemini": "gemini",
    "perplexity": "perplexity",
    "local": "openai",
}
_LONGEST_PAUSE_S = 300.0


class LiteLlm:
    """Asks providers through litellm. ``timeout_s`` bounds one answer; ``stream`` reads it as it is written."""

    def __init__(self, parameters: Parameters, *, timeout_s: float = 120.0, stream: bool = False) -> None:
        self._parameters = parameters
        self._timeout_s = timeout_s
        self._stream = stream

    async def ask(self, provider: Provider, turns: Sequence[Turn]) -> Outcome:
        """See ``Llm``."""
        litellm = await litellm_module()
        began = time.perf_counter()
        try:
            response = await litellm.acompletion(**self._request(provider, turns))
            if self._stream:
                response = await _whole(response, litellm)
        except Exception as error:  # noqa: BLE001 - litellm raises what its transports raise; each kind is told apart
            return outcome_of(error)
        if response is None:
            return TransientFailure("the answer was cut off")
        return _answer(response, provider, self._parameters, round((time.perf_counter() - began) * 1000))

    def _request(self, provider: Provider, turns: Sequence[Turn]) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": f"{_ROUTES[provider.name]}/{provider.model}",
            "messages": [{"role": turn.role, "content": turn.content} for turn in turns],
            "timeout": self._timeout_s,
            "num_retries": 0,
            "max_retries": 0,
            "drop_params": True,
            "temperature": self._parameters.temperature,
            "max_tokens": self._parameters.max_tokens,
            "api_key": provider.api_key.get_secret_value() if provider.api_key else "none",
        }
        if provider.api_base:
            request["api_base"] = provider.api_base
        if self._stream:
            request |= {"stream": True, "stream_options": {"include_usage": True}}
        return request


async def _whole(stream: Any, litellm: Any) -> Any:
    """All chunks of a stream as one response; None where it ended before the provider said that it was finished."""
    chunks = [chunk async for chunk in stream]
    if getattr(stream, "received_finish_reason", None) is None:
        return None
    return litellm.stream_chunk_builder(chunks)


def _answer(response: Any, provider: Provider, parameters: Parameters, latency_ms: int) -> Outcome:
    if not response.choices:
        return TransientFailure("the answer held no choice")
    choice, usage = response.choices[0], getattr(response, "usage", None)
    return Answer(
        text=choice.message.content or "",
        requested_model=provider.model,
        actual_model=_model_name(str(response.model or provider.model)),
        parameters=parameters.as_stored(),
        finish_reason=choice.finish_reason,
        prompt_tokens=getattr(usage, "prompt_tokens", None),
        response_tokens=getattr(usage, "completion_tokens", None),
        latency_ms=latency_ms,
        cost_usd=None if provider.name == "local" else _cost(response),
    )


def _model_name(said: str) -> str:
    """The model as the provider names it; of a local server's file name, the folder is nobody's business."""
    name = said.rsplit("/", 1)[-1].removesuffix(".gguf") if said.startswith(("/", ".")) else said
    return name[:100]


def _cost(response: Any) -> float | None:
    hidden = getattr(response, "_hidden_params", None) or {}
    cost = hidden.get("response_cost")
    return float(cost) if cost is not None else None


_PERMANENT = {
    400: "the provider does not accept the request (400)",
    401: "the provider does not accept the key (401)",
    402: "the account has no credit left (402)",
    403: "the key is not allowed to use this model (403)",
    404: "the provider does not know the model (404)",
    413: "the request is too long for the provider (413)",
    422: "the provider does not accept the request (422)",
}


def outcome_of(error: Exception) -> Outcome:
    """What an exception means. The provider's own words stay out: they may repeat keys or addresses."""
    status = getattr(error, "status_code", None)
    kind = type(error).__name__
    if kind in ("APIConnectionError", "Timeout", "APITimeoutError"):
        return TransientFailure(
            "the provider could not be reached" if kind == "APIConnectionError" else "it took too long"
        )
    if status == 429:
        return RateLimited(_retry_after(error))
    if isinstance(status, int) and status in _PERMANENT:
        return PermanentFailure(_PERMANENT[status])
    if isinstance(status, int) and 500 <= status <= 599:
        return TransientFailure(f"the provider failed or the connection broke ({status})")
    return TransientFailure(f"asking failed ({kind})")


def _retry_after(error: Exception) -> float | None:
    response = getattr(error, "response", None)
    headers = getattr(error, "litellm_response_headers", None) or getattr(response, "headers", None) or {}
    try:
        return min(max(float(headers["retry-after"]), 0.0), _LONGEST_PAUSE_S)
    except (KeyError, TypeError, ValueError):
        return None
