"""Which providers there are and what each needs: said before anything is started."""

import os
from collections.abc import Mapping, Sequence

from brandmon_cli.shared.failure import Failure

KEYS = {
    "local": None,
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "gemini": "GEMINI_API_KEY",
    "perplexity": "PERPLEXITY_API_KEY",
}
"""The variable that holds each provider's key; the local model needs none."""


def check(chosen: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
    """``Failure`` where a provider is unknown or its key is missing."""
    for name in chosen:
        if name not in KEYS:
            raise Failure(f"There is no provider {name}; choose from: {', '.join(KEYS)}.", code=2)
        variable = KEYS[name]
        if variable is not None and not environment.get(variable):
            raise Failure(f"The provider {name} needs its key in {variable}.", code=2)
