"""Secrets out of the environment, or out of files that it names."""

from pathlib import Path

import pytest
from pydantic_settings import SettingsConfigDict

from common.process.settings import ServiceSettings, SettingsError, read

pytestmark = pytest.mark.pure


class _Settings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="SOME_")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("HTTP_PORT", "9"), ("KAFKA_BOOTSTRAP", "x:1"), ("JWKS_URL", "http://x"), ("MODE", "local")):
        monkeypatch.setenv(f"SOME_{name}", value)


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("hidden\n")
    monkeypatch.setenv("SOME_KAFKA_USERNAME", "some")
    monkeypatch.setenv("SOME_KAFKA_PASSWORD_FILE", str(tmp_path / "password"))
    settings = read(_Settings)
    assert settings.kafka == "kafka://some:hidden@x:1"
    assert "hidden" not in repr(settings)


def test_the_variable_itself_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("from the file")
    monkeypatch.setenv("SOME_KAFKA_USERNAME", "some")
    monkeypatch.setenv("SOME_KAFKA_PASSWORD", "given")
    monkeypatch.setenv("SOME_KAFKA_PASSWORD_FILE", str(tmp_path / "password"))
    assert read(_Settings).kafka == "kafka://some:given@x:1"


def test_a_file_that_is_not_there_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOME_KAFKA_PASSWORD_FILE", str(tmp_path / "absent"))
    with pytest.raises(SettingsError, match="SOME_KAFKA_PASSWORD_FILE names a file that can't be read"):
        read(_Settings)


def test_what_is_no_secret_is_read_from_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bootstrap").write_text("elsewhere:1")
    monkeypatch.setenv("SOME_KAFKA_BOOTSTRAP_FILE", str(tmp_path / "bootstrap"))
    assert read(_Settings).kafka == "x:1"


@pytest.mark.parametrize("half", ["USERNAME", "PASSWORD"])
def test_a_user_without_a_password_is_refused(monkeypatch: pytest.MonkeyPatch, half: str) -> None:
    monkeypatch.setenv(f"SOME_KAFKA_{half}", "some")
    with pytest.raises(SettingsError, match="SOME_KAFKA_USERNAME and SOME_KAFKA_PASSWORD, or none"):
        read(_Settings)
