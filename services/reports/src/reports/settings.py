"""Configuration of reports: the only reader of its environment."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from common.process.settings import ObjectStoreSettings, PostgresSettings


class ReportsSettings(ObjectStoreSettings, PostgresSettings):
    """What reports reads from ``REPORTS_...``."""

    model_config = SettingsConfigDict(env_prefix="REPORTS_")

    s3_bucket: str = Field(default="reports", description="Bucket of the reports' files.")
