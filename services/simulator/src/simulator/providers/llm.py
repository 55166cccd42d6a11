"""Asking providers for answers, and what can come of it."""

from collections.abc import Sequence

from common.asking import CUT_OFF, NO_CHOICE, Model, ModelFailed, Said, completed
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
        try:
            said = await completed(self._model(provider), [(turn.role, turn.content) for turn in turns])
        except ModelFailed as failure:
            return outcome_of(failure)
        return _answer(said, provider, self._parameters)

    def _model(self, provider: Provider) -> Model:
        return Model(
            name=f"{_ROUTES[provider.name]}/{provider.model}",
            api_key=provider.api_key,
            api_base=provider.api_base,
            timeout_s=self._timeout_s,
            temperature=self._parameters.temperature,
            max_tokens=self._parameters.max_tokens,
            stream=self._stream,
        )


def _answer(said: Said, provider: Provider, parameters: Parameters) -> Answer:
    return Answer(
        text=said.text,
        requested_model=provider.model,
        actual_model=said.model,
        parameters=parameters.as_stored(),
        finish_reason=said.finish_reason,
        prompt_tokens=said.prompt_tokens,
        response_tokens=said.response_tokens,
        latency_ms=said.latency_ms,
        cost_usd=None if provider.name == "local" else said.cost_usd,
    )


_PERMANENT = {
    400: "the provider does not accept the request (400)",
    401: "the provider does not accept the key (401)",
    402: "the account has no credit left (402)",
    403: "the key is not allowed to use this model (403)",
    404: "the provider does not know the model (404)",
    413: "the request is too long for the provider (413)",
    422: "the provider does not accept the request (422)",
}
_PASSING = {
    CUT_OFF: "the answer was cut off",
    NO_CHOICE: "the answer held no choice",
    "APIConnectionError": "the provider could not be reached",
    "Timeout": "it took too long",
    "APITimeoutError": "it took too long",
}


def outcome_of(failure: ModelFailed) -> Outcome:
    """What a failure means, in words of ours."""
    status = failure.status
    if failure.kind in _PASSING:
        return TransientFailure(_PASSING[failure.kind])
    if status == 429:
        pause = failure.retry_after
        return RateLimited(None if pause is None else min(pause, _LONGEST_PAUSE_S))
    if status is not None and status in _PERMANENT:
        return PermanentFailure(_PERMANENT[status])
    if status is not None and 500 <= status <= 599:
        return TransientFailure(f"the provider failed or the connection broke ({status})")
    return TransientFailure(f"asking failed ({failure.kind})")
