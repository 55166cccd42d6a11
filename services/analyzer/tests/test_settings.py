"""Configuration: what is missing or half-set is said before anything starts."""

import pytest
from pydantic import SecretStr

from analyzer.app import _experts
from analyzer.prompts.classifiers import ModelClassifier, RuleClassifier
from analyzer.settings import AnalyzerSettings
from analyzer.sites.analysts import ModelAnalyst, RuleAnalyst
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


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_variable_is_named_and_no_value_is_shown(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.delenv(name)
    with pytest.raises(SettingsError, match=f"{name} is missing") as fault:
        read(AnalyzerSettings)
    assert "a-secret" not in str(fault.value)
