"""Configuration of analyzer: the only reader of its environment."""

from typing import Literal, Self

from pydantic import AliasChoices, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from common.asking import ANTHROPIC, GEMINI, OPENAI, THINKING, Model
from common.exports.places import ExportSettings
from common.process.settings import PostgresSettings


class ModelAccess(BaseSettings):
    """Key and address of a model, for programs that need nothing else of the service."""

    model_config = SettingsConfigDict(env_prefix="ANALYZER_")

    llm_api_key: SecretStr | None = None
    llm_api_base: str | None = None


class AnalyzerSettings(PostgresSettings, ExportSettings):
    """What analyzer reads from ``ANALYZER_...``; keys and addresses of providers have their customary names."""

    model_config = SettingsConfigDict(env_prefix="ANALYZER_", populate_by_name=True)

    neo4j_url: str = Field(description="Bolt address of the knowledge graph, bolt://host:port.")
    neo4j_user: str = Field(default="neo4j", description="User of the graph.")
    neo4j_password: SecretStr = Field(description="Password of the graph's user.")
    analyst: Literal["auto", "rules"] = Field(
        default="auto",
        description="Who reads sites: `rules`, or `auto`: the model below, else a cheap one of the first of OpenAI, "
        "Anthropic and Gemini that has a key, the rules where none has.",
    )
    llm_model: str | None = Field(
        default=None,
        description="Model that reads sites and classifies prompts, as litellm names it; rules classify where unset.",
    )
    judge_model: str | None = Field(
        default=None,
        description="Model that characterises the brands in answers, over the rules, asked once per answer; choose a "
        "capable one. It uses the key and address of the other model. Rules alone where unset.",
    )
    llm_api_key: SecretStr | None = Field(default=None, description="Key of the model's provider.")
    llm_api_base: str | None = Field(default=None, description="Address of an OpenAI-compatible server of one's own.")
    llm_timeout_s: float = Field(
        default=20.0, gt=0, le=25.0, description="Seconds for all of a model's work on one message; then rules do it."
    )

    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices(OPENAI.key_variable), description="Key of OpenAI, to read sites."
    )
    anthropic_api_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices(ANTHROPIC.key_variable),
        description="Key of Anthropic, to read sites.",
    )
    gemini_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices(GEMINI.key_variable), description="Key of Gemini, to read sites."
    )
    openai_api_base: str | None = Field(
        default=None,
        validation_alias=AliasChoices(OPENAI.base_variable),
        description="Other address of OpenAI's API.",
    )
    anthropic_api_base: str | None = Field(
        default=None,
        validation_alias=AliasChoices(ANTHROPIC.base_variable),
        description="Other address of Anthropic's API.",
    )
    gemini_api_base: str | None = Field(
        default=None,
        validation_alias=AliasChoices(GEMINI.base_variable),
        description="Other address of Gemini's API.",
    )

    def reading(self) -> Model | None:
        """The model that reads sites; None: the rules do."""
        if self.analyst == "rules":
            return None
        if self.llm_model is not None:
            return self.model(self.llm_model)
        for each in THINKING:
            key: SecretStr | None = getattr(self, f"{each.name}_api_key")
            if key is not None and key.get_secret_value().strip():
                return Model(each.route, key, getattr(self, f"{each.name}_api_base"), self.llm_timeout_s)
        return None

    def model(self, name: str) -> Model:
        """The model ``name`` with the access that is set for it."""
        return Model(name, self.llm_api_key, self.llm_api_base, self.llm_timeout_s)

    @model_validator(mode="after")
    def _model_needs_access(self) -> Self:
        for name, model in (("LLM", self.llm_model), ("JUDGE", self.judge_model)):
            if model is not None and self.llm_api_key is None and self.llm_api_base is None:
                raise ValueError(
                    f"with ANALYZER_{name}_MODEL set, set ANALYZER_LLM_API_KEY or ANALYZER_LLM_API_BASE too"
                )
        return self
