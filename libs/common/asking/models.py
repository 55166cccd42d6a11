"""The one door to litellm, opened when the first question is asked: the import takes 1.7 s and 180 MB."""

import asyncio
import os
from typing import Any


async def litellm_module() -> Any:
    """The module, told to keep quiet about what is asked; the loop goes on while it is imported."""
    return await asyncio.to_thread(_imported)


def _imported() -> Any:
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else the import waits for a price table from the network
    os.environ.setdefault("LITELLM_LOG", "ERROR")
    import litellm

    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.turn_off_message_logging = True
    return litellm
