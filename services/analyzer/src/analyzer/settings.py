"""Configuration of analyzer: the only reader of its environment."""

from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from common.process.settings import PostgresSettings


class ModelAccess(BaseSettings):
    """Key and address of a model, for programs that need nothing else of the service."""

    model_config = SettingsConfigDict(env_prefix="ANALYZER_")

    llm_api_key: SecretStr | None = None
    llm_api_base: str | None = None


class AnalyzerSettings(PostgresSettings):
    """What analyzer reads from ``ANALYZER_...``."""

    model_config = SettingsConfigDict(env_prefix="ANALYZER_")

    neo4j_url: str = Field(description="Bolt address of the knowledge graph, bolt://host:port.")
    neo4j_user: str = Field(default="neo4j", description="User of the graph.")
    neo4j_password: SecretStr = Field(description="Password of the graph's user.")
    llm_model: str | None = Field(
        default=None,
        description="Model that reads sites and classifies prompts, as litellm names it; rules do it where unset.",
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

    @model_validator(mode="after")
    def _model_needs_access(self) -> Self:
        for name, model in (("LLM", self.llm_model), ("JUDGE", self.judge_model)):
            if model is not None and self.llm_api_key is None and self.llm_api_base is None:
                raise ValueError(
                    f"with ANALYZER_{name}_MODEL set, set ANALYZER_LLM_API_KEY or ANALYZER_LLM_API_BASE too"
                )
        return self
