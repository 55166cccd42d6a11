"""Configuration of reports: the only reader of its environment."""

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from common.exports.places import ExportSettings
from common.outbound.settings import OutboundSettings
from common.process.settings import ObjectStoreSettings, PostgresSettings


class ReportsSettings(ObjectStoreSettings, PostgresSettings, OutboundSettings, ExportSettings):
    """What reports reads from ``REPORTS_...``."""

    model_config = SettingsConfigDict(env_prefix="REPORTS_")

    s3_bucket: str = Field(default="reports", description="Bucket of the reports' files.")
    key_encryption_secret: SecretStr = Field(
        min_length=32,
        description="Random text that the secrets of webhooks are sealed with; losing it, each has to be replaced.",
    )
