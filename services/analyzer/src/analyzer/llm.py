"""The one module of analyzer that imports litellm, and only when the first question is asked."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import SecretStr

Complete = Callable[[str], Awaitable[str]]
"""Sends one prompt to a model and gives its answer; raises ``ModelUnavailable`` where there is none."""


class ModelUnavailable(Exception):  # noqa: N818 - a matter of the provider
    """The model gave no answer; the text says why without any of the prompt."""


def completion(model: str, *, api_key: SecretStr | None, api_base: str | None, timeout_s: float) -> Complete:
    """A ``Complete`` that asks ``model`` through litellm, at temperature 0, without retries of its own."""

    async def complete(prompt: str) -> str:
        litellm = _litellm()
        request: dict[str, Any] = {
            "model": model,
            "messages": [{"role": "user", "content": prompt}],
            "temperature": 0,
            "timeout": timeout_s,
            "num_retries": 0,
            "drop_params": True,
            "api_key": api_key.get_secret_value() if api_key else "none",
        }
        if api_base:
            request["api_base"] = api_base
        try:
            response = await litellm.acompletion(**request)
        except Exception as error:  # noqa: BLE001 - litellm raises what its transports raise; all mean: no answer
            raise ModelUnavailable(type(error).__name__) from None
        text = response.choices[0].message.content
        if not text:
            raise ModelUnavailable("an empty answer")
        return str(text)

    return complete


def _litellm() -> Any:
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else the import waits for a price table from the network
    os.environ.setdefault("LITELLM_LOG", "ERROR")
    import litellm

    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.turn_off_message_logging = True
    return litellm
