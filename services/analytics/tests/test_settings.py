"""The environment is read once, and what is missing is said in one sentence."""

import pytest

from analytics.settings import AnalyticsSettings
from common.process.settings import SettingsError, read

pytestmark = pytest.mark.pure

GIVEN = {
    "ANALYTICS_HTTP_PORT": "8086",
    "ANALYTICS_KAFKA_BOOTSTRAP": "127.0.0.1:9092",
    "ANALYTICS_DEAD_LETTER_KEYS": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "ANALYTICS_JWKS_URL": "http://127.0.0.1:8081/.well-known/jwks.json",
    "ANALYTICS_DATABASE_URL": "postgresql+asyncpg://app:s3same@127.0.0.1/analytics",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("name", "value"), [("CLICKHOUSE_PATH", "/data/facts"), ("CLICKHOUSE_URL", "http://u:s3same@host:8123/analytics")]
)
def test_a_folder_or_a_server_of_clickhouse_is_enough(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ANALYTICS_{name}", value)
    settings = read(AnalyticsSettings)
    assert (settings.clickhouse_path is None) != (settings.clickhouse_url is None)
    assert "s3same" not in repr(settings)


@pytest.mark.parametrize("names", [(), ("CLICKHOUSE_PATH", "CLICKHOUSE_URL")])
def test_neither_or_both_of_them_stop_the_start(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]) -> None:
    for name in names:
        monkeypatch.setenv(f"ANALYTICS_{name}", "http://u:s3same@host")
    with pytest.raises(SettingsError, match="ANALYTICS_CLICKHOUSE_PATH and ANALYTICS_CLICKHOUSE_URL") as caught:
        read(AnalyticsSettings)
    assert "s3same" not in str(caught.value)
