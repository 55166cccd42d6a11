"""Configuration of simulator: the only reader of its environment, the providers' keys included."""

from typing import Literal

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from common.asking import ANTHROPIC, GEMINI, OPENAI, THINKING
from common.exports.places import ExportSettings
from common.process.settings import ObjectStoreSettings, PostgresSettings
from simulator.providers.rules import KEY_VARIABLES, PROVIDERS, Parameters, Provider, ProviderName, Providers
from simulator.runs.rules import Patience

_THINKING = tuple(name for each in THINKING for name in PROVIDERS if name == each.name)


def _plain(name: str) -> AliasChoices:
    return AliasChoices(name)


class SimulatorSettings(PostgresSettings, ObjectStoreSettings, ExportSettings):
    """What simulator reads from ``SIMULATOR_...``; keys and addresses of providers have their customary names."""

    model_config = SettingsConfigDict(
        env_prefix="SIMULATOR_", frozen=True, extra="ignore", hide_input_in_errors=True, populate_by_name=True
    )

    collector_url: str = Field(description="Where collector's API is, to look up websites on behalf of a user.")
    page_limit: int = Field(default=50, ge=1, le=1000, description="Most pages read of a site for an audit.")

    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias=_plain("OPENAI_API_KEY"), description="Key of OpenAI."
    )
    anthropic_api_key: SecretStr | None = Field(
        default=None, validation_alias=_plain("ANTHROPIC_API_KEY"), description="Key of Anthropic."
    )
    gemini_api_key: SecretStr | None = Field(
        default=None, validation_alias=_plain("GEMINI_API_KEY"), description="Key of Google's Gemini."
    )
    perplexity_api_key: SecretStr | None = Field(
        default=None, validation_alias=_plain("PERPLEXITY_API_KEY"), description="Key of Perplexity."
    )
    openai_api_base: str | None = Field(
        default=None, validation_alias=_plain("OPENAI_API_BASE"), description="Other address of OpenAI's API."
    )
    anthropic_api_base: str | None = Field(
        default=None, validation_alias=_plain("ANTHROPIC_API_BASE"), description="Other address of Anthropic's API."
    )
    gemini_api_base: str | None = Field(
        default=None, validation_alias=_plain("GEMINI_API_BASE"), description="Other address of Gemini's API."
    )
    perplexity_api_base: str | None = Field(
        default=None, validation_alias=_plain("PERPLEXITY_API_BASE"), description="Other address of Perplexity's API."
    )
    local_api_base: str | None = Field(
        default=None, description="OpenAI-compatible address of the local model, with /v1; none where unset."
    )

    openai_model: str = Field(default=OPENAI.cheap_model, description="Model asked of OpenAI.")
    anthropic_model: str = Field(default=ANTHROPIC.cheap_model, description="Model asked of Anthropic.")
    gemini_model: str = Field(default=GEMINI.cheap_model, description="Model asked of Gemini.")
    perplexity_model: str = Field(default="sonar", description="Model asked of Perplexity.")
    local_model: str = Field(default="local", description="Name of the local model.")

    local_concurrency: int = Field(
        default=2, ge=1, le=64, description="Conversations held with the local model at once."
    )
    provider_concurrency: int = Field(
        default=8, ge=1, le=256, description="Conversations held with each other provider at once."
    )
    temperature: float = Field(default=0.7, ge=0, le=2, description="Sampling temperature of answers.")
    max_tokens: int = Field(default=400, ge=1, le=8192, description="Longest answer, in tokens.")
    answer_usd: float = Field(
        default=0.01, ge=0, le=100, description="US dollars set aside for an answer of a provider that charges."
    )
    answer_timeout_s: float = Field(default=120.0, gt=0, description="Longest wait for one answer, in seconds.")
    stream_answers: bool = Field(default=False, description="Read answers as they are written.")

    tries: int = Field(default=5, ge=1, description="Times a turn is tried before it failed.")
    rate_limit_tries: int = Field(default=12, ge=1, description="Times a turn waits for a free rate limit.")
    first_wait_s: float = Field(
        default=1.0, ge=0, description="Longest pause after a first failed try, in seconds; doubles."
    )
    longest_wait_s: float = Field(default=60.0, ge=0, description="Longest pause between tries, in seconds.")
    failures_before_stop: int = Field(
        default=3, ge=1, description="Turns a provider may fail, none answered, before it is given up."
    )
    lease_s: float = Field(
        default=15.0, gt=0, description="Time after which the work of a dead worker is taken over, in seconds."
    )
    planner: ProviderName | Literal["auto", "rules"] = Field(
        default="auto",
        description="Who words the conversations: a provider, `rules`, or `auto`: the first of OpenAI, Anthropic and "
        "Gemini that has a key, the rules where none has.",
    )

    def planning(self) -> Provider | None:
        """The provider that words the conversations; None: the rules do."""
        if self.planner == "auto":
            return next((one for each in _THINKING if (one := self._provider(each)).configured), None)
        return None if self.planner == "rules" else self._provider(self.planner)

    def providers(self) -> Providers:
        """All known providers as configured."""
        return Providers({name: self._provider(name) for name in PROVIDERS})

    def _provider(self, name: ProviderName) -> Provider:
        model: str = getattr(self, f"{name}_model")
        base: str | None = getattr(self, f"{name}_api_base")
        if name == "local":
            missing = None if base else "SIMULATOR_LOCAL_API_BASE is not set."
            return Provider(name, model, None, base, self.local_concurrency, why_not=missing)
        key: SecretStr | None = getattr(self, f"{name}_api_key")
        usable = key is not None and key.get_secret_value().strip() != ""
        missing = None if usable else f"{KEY_VARIABLES[name]} is not set."
        return Provider(
            name, model, key if usable else None, base, self.provider_concurrency, self.answer_usd, missing
        )  # fmt: skip

    def parameters(self) -> Parameters:
        """How answers are asked for."""
        return Parameters(temperature=self.temperature, max_tokens=self.max_tokens)

    def patience(self) -> Patience:
        """How often and how long turns are tried."""
        return Patience(
            self.tries, self.rate_limit_tries, self.first_wait_s, self.longest_wait_s, self.failures_before_stop
        )
