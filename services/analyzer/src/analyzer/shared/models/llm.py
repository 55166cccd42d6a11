"""Asking a model through litellm."""

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import SecretStr

from common.models import litellm_module

Complete = Callable[[str], Awaitable[str]]
"""Sends one prompt to a model and gives its answer; raises ``ModelUnavailable`` where there is none."""


class ModelUnavailable(Exception):  # noqa: N818 - a matter of the provider
    """The model gave no answer; the text says why without any of the prompt."""


def completion(model: str, *, api_key: SecretStr | None, api_base: str | None, timeout_s: float) -> Complete:
    """A ``Complete`` that asks ``model`` through litellm, at temperature 0, without retries of its own."""

    async def complete(prompt: str) -> str:
        litellm = await litellm_module()
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
