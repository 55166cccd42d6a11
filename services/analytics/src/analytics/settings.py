"""Configuration of analytics: the only reader of its environment."""

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from common.exports.places import ExportSettings
from common.process.settings import PostgresSettings


class AnalyticsSettings(PostgresSettings, ExportSettings):
    """What analytics reads from ``ANALYTICS_...``."""

    model_config = SettingsConfigDict(env_prefix="ANALYTICS_")

    clickhouse_path: Path | None = Field(
        default=None,
        description="Folder of the ClickHouse engine inside the process; one process at a time can use it.",
    )
    clickhouse_url: SecretStr | None = Field(
        default=None, description="URL of a ClickHouse server, http(s)://user:password@host:port/database."
    )

    @model_validator(mode="after")
    def _one_clickhouse(self) -> Self:
        if (self.clickhouse_path is None) == (self.clickhouse_url is None):
            raise ValueError("set one of ANALYTICS_CLICKHOUSE_PATH and ANALYTICS_CLICKHOUSE_URL")
        return self
