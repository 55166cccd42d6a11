"""The providers that answers can be had from: which are known, which are configured, and what asking can come to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from pydantic import SecretStr

from common.primitives.errors import Invalid

ProviderName = Literal["openai", "anthropic", "gemini", "perplexity", "local"]
PROVIDERS: tuple[ProviderName, ...] = ("openai", "anthropic", "gemini", "perplexity", "local")
KEY_VARIABLES: dict[str, str] = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "gemini": "GEMINI_API_KEY",
    "perplexity": "PERPLEXITY_API_KEY",
}


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider as configured. ``why_not`` says, for a person, why it can't be used; None where it can."""

    name: str
    model: str
    api_key: SecretStr | None = None
    api_base: str | None = None
    concurrency: int = 8
    most_usd: float = 0.0
    """What one answer may cost at most, in US dollars: so much of the plan is set aside."""
    why_not: str | None = None

    @property
    def configured(self) -> bool:
        """Whether it can be asked."""
        return self.why_not is None


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation as a model sees it."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """How answers are asked for; stored with each answer."""

    temperature: float = 0.7
    max_tokens: int = 400

    def as_stored(self) -> dict[str, float | int | str]:
        """The shape of the contract."""
        return {"temperature": self.temperature, "max_tokens": self.max_tokens}


@dataclass(frozen=True, slots=True)
class Answer:
    """The provider answered. ``text`` may be empty or a refusal: that is what it said. Cost in US dollars."""

    text: str
    requested_model: str
    actual_model: str
    parameters: dict[str, float | int | str]
    finish_reason: str | None
    prompt_tokens: int | None
    response_tokens: int | None
    latency_ms: int
    cost_usd: float | None


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Asked too fast; ``retry_after`` in seconds, where the provider said."""

    retry_after: float | None


@dataclass(frozen=True, slots=True)
class TransientFailure:
    """It did not work, and may the next time: an error of the server, the network, a time-out, a cut answer."""

    reason: str


@dataclass(frozen=True, slots=True)
class PermanentFailure:
    """It will not work by asking again: a wrong key, an unknown model, a request it does not accept."""

    reason: str


Outcome = Answer | RateLimited | TransientFailure | PermanentFailure


class Llm(Protocol):
    """Asks a provider. Never raises for what a provider does; reasons hold no keys and no addresses."""

    async def ask(self, provider: Provider, turns: Sequence[Turn]) -> Outcome:
        """What became of asking ``provider`` to continue ``turns``, which end with the user's."""
        ...


@dataclass(frozen=True, slots=True)
class Providers:
    """All known providers by name."""

    known: dict[str, Provider] = field(default_factory=dict)

    def chosen(self, wanted: Sequence[str] | None) -> tuple[str, ...]:
        """The providers of an audit; the defaults where none is wanted. ``Invalid`` says what can't be used, and why.

        The default is the local model where there is one: nobody is charged without having asked for it.
        """
        names = tuple(dict.fromkeys(name.strip().lower() for name in wanted)) if wanted else self._default()
        for name in names:
            provider = self.known.get(name)
            if provider is None:
                known = ", ".join(self.known)
                raise Invalid("provider-unknown", f"There is no provider called '{name}'; there are: {known}.")
            if provider.why_not is not None:
                raise Invalid("provider-not-configured", f"{name} cannot be used: {provider.why_not}")
        return names

    def _default(self) -> tuple[str, ...]:
        usable = tuple(provider.name for provider in self.known.values() if provider.configured)
        if not usable:
            reasons = "; ".join(f"{each.name}: {each.why_not}" for each in self.known.values())
            raise Invalid("provider-not-configured", f"No provider is configured. {reasons}")
        return ("local",) if "local" in usable else usable
