"""What stops the start."""

import pytest

from collector.settings import CollectorSettings
from common.process.settings import SettingsError, read

pytestmark = pytest.mark.pure
NEEDED = {
    "TENANTS_URL": "http://tenants:8080",
    "HTTP_PORT": "8083", "KAFKA_BOOTSTRAP": "127.0.0.1:9092", "DEAD_LETTER_KEYS": "A" * 43 + "=",
    "JWKS_URL": "http://127.0.0.1/jwks", "S3_ENDPOINT": "http://s3",
    "S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "very-secret", "S3_BUCKET": "collector", "MONGO_URL": "mongodb://u:hidden@h/",
}  # fmt: skip


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NEEDED.items():
        monkeypatch.setenv(f"COLLECTOR_{name}", value)


def test_what_is_needed_is_enough_and_secrets_do_not_show() -> None:
    settings = read(CollectorSettings)
    assert settings.page_bytes == 5 * 1024 * 1024
    assert "hidden" not in repr(settings)
    assert "very-secret" not in repr(settings)


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_a_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(f"COLLECTOR_{name}")
    with pytest.raises(SettingsError, match=f"COLLECTOR_{name} is missing"):
        read(CollectorSettings)


def test_the_loopback_allowlist_is_for_local_mode_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLECTOR_LOOPBACK_ALLOWLIST", "127.0.0.1:8090")
    with pytest.raises(SettingsError, match="local mode only"):
        read(CollectorSettings)
    monkeypatch.setenv("COLLECTOR_MODE", "local")
    assert read(CollectorSettings).loopback_allowlist == "127.0.0.1:8090"


@pytest.mark.parametrize(
    ("name", "value"),
    [("LOOPBACK_ALLOWLIST", "127.0.0.1"), ("PAGE_BYTES", "0"), ("DELAY_SECONDS", "-1"), ("USER_AGENT", "a\nb"),
     ("HTTP_PORT", "x")],
)  # fmt: skip
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv("COLLECTOR_MODE", "local")
    monkeypatch.setenv(f"COLLECTOR_{name}", value)
    with pytest.raises(SettingsError, match=f"COLLECTOR_{name} is wrong"):
        read(CollectorSettings)
