"""Configuration: what is missing or half-set is said before anything starts."""

import pytest
from pydantic import SecretStr

from analyzer.app import _experts
from analyzer.prompts.classifiers import ModelClassifier, RuleClassifier
from analyzer.settings import AnalyzerSettings
from analyzer.sites.analysts import ModelAnalyst, RuleAnalyst
from common.asking import THINKING
from common.process.settings import SettingsError, read

pytestmark = pytest.mark.pure

NEEDED = {
    "ANALYZER_HTTP_PORT": "8085",
    "ANALYZER_KAFKA_BOOTSTRAP": "127.0.0.1:9092",
    "ANALYZER_JWKS_URL": "http://127.0.0.1:1/jwks.json",
    "ANALYZER_DEAD_LETTER_KEYS": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "ANALYZER_DATABASE_URL": "postgresql+asyncpg://app@127.0.0.1/analyzer",
    "ANALYZER_NEO4J_URL": "bolt://127.0.0.1:7687",
    "ANALYZER_NEO4J_PASSWORD": "a-secret",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for each in THINKING:
        monkeypatch.delenv(each.key_variable, raising=False)
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_without_a_model_rules_do_the_work(environment: pytest.MonkeyPatch) -> None:
    experts = _experts(read(AnalyzerSettings))
    assert isinstance(experts.sites, RuleAnalyst)
    assert isinstance(experts.prompts, RuleClassifier)


def test_a_model_with_its_key_does_it(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ANALYZER_LLM_MODEL", "openai/some-model")
    environment.setenv("ANALYZER_LLM_API_KEY", "sk-test")
    settings = read(AnalyzerSettings)
    assert settings.llm_api_key == SecretStr("sk-test")
    experts = _experts(settings)
    assert isinstance(experts.sites, ModelAnalyst)
    assert isinstance(experts.prompts, ModelClassifier)


def test_a_model_without_access_stops_the_start(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ANALYZER_LLM_MODEL", "openai/some-model")
    with pytest.raises(SettingsError, match="ANALYZER_LLM_API_KEY or ANALYZER_LLM_API_BASE"):
        read(AnalyzerSettings)


@pytest.mark.parametrize(
    ("key", "model"),
    [
        ("OPENAI_API_KEY", "openai/gpt-4o-mini"),
        ("ANTHROPIC_API_KEY", "anthropic/claude-3-5-haiku-latest"),
        ("GEMINI_API_KEY", "gemini/gemini-2.0-flash"),
    ],
)
def test_where_a_provider_has_a_key_a_cheap_model_reads_sites_unless_rules_are_wanted(
    environment: pytest.MonkeyPatch, key: str, model: str
) -> None:
    environment.setenv(key, "sk-test")
    reading = read(AnalyzerSettings).reading()
    assert reading is not None
    assert reading.name == model
    experts = _experts(read(AnalyzerSettings))
    assert isinstance(experts.sites, ModelAnalyst)
    assert isinstance(experts.prompts, RuleClassifier)
    environment.setenv("ANALYZER_ANALYST", "rules")
    assert isinstance(_experts(read(AnalyzerSettings)).sites, RuleAnalyst)


def test_a_blank_key_is_none(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("OPENAI_API_KEY", "  ")
    assert read(AnalyzerSettings).reading() is None


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_variable_is_named_and_no_value_is_shown(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.delenv(name)
    with pytest.raises(SettingsError, match=f"{name} is missing") as fault:
        read(AnalyzerSettings)
    assert "a-secret" not in str(fault.value)
