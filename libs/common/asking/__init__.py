"""One door for asking a model for JSON.

``asked`` sends one instruction and gives an object of the wanted shape, or the reason why there is none. What a model
answers is validated; an answer that is not what was asked for is repaired at most once, by telling the model what is
wrong with it. ``completed`` is the single question below it, with what it took in tokens and money; ``asking`` makes
of a model the function that ``asked`` wants.

Nothing of a prompt, an answer or a provider's own words is in an error or a reason: they are kept and shown, and may
repeat keys, addresses or what a customer wrote.
"""

from common.asking.asked import Unanswered, asked
from common.asking.completion import CUT_OFF, NO_CHOICE, Model, ModelFailed, Said, asking, completed
from common.asking.parsing import TOLD_HERE, Ask, ModelUnavailable, Unusable, parsed
from common.asking.providers import ANTHROPIC, GEMINI, OPENAI, THINKING, CustomaryProvider

__all__ = [
    "ANTHROPIC",
    "CUT_OFF",
    "GEMINI",
    "NO_CHOICE",
    "OPENAI",
    "THINKING",
    "TOLD_HERE",
    "Ask",
    "CustomaryProvider",
    "Model",
    "ModelFailed",
    "ModelUnavailable",
    "Said",
    "Unanswered",
    "Unusable",
    "asked",
    "asking",
    "completed",
    "parsed",
]
