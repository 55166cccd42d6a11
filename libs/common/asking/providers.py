"""Providers of models under their customary names: what their keys are called, and a cheap model of each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CustomaryProvider:
    """One provider. ``cheap_model`` is good enough to read a page and word a question, and costs cents per audit."""

    name: str
    key_variable: str
    base_variable: str
    cheap_model: str

    @property
    def route(self) -> str:
        """The cheap model as litellm names it."""
        return f"{self.name}/{self.cheap_model}"


OPENAI = CustomaryProvider("openai", "OPENAI_API_KEY", "OPENAI_API_BASE", "gpt-4o-mini")
ANTHROPIC = CustomaryProvider("anthropic", "ANTHROPIC_API_KEY", "ANTHROPIC_API_BASE", "claude-3-5-haiku-latest")
GEMINI = CustomaryProvider("gemini", "GEMINI_API_KEY", "GEMINI_API_BASE", "gemini-2.0-flash")
THINKING = (OPENAI, ANTHROPIC, GEMINI)
"""Those that are asked to think rather than to search, in the order in which the first with a key is taken."""
