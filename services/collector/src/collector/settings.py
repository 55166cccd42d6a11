"""What collector reads from the environment."""

from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from common.exports.places import ExportSettings
from common.outbound.settings import OutboundSettings
from common.process.settings import ObjectStoreSettings


class CollectorSettings(OutboundSettings, ObjectStoreSettings, ExportSettings):
    """Settings of collector; variables begin with ``COLLECTOR_``."""

    model_config = SettingsConfigDict(
        env_prefix="COLLECTOR_", frozen=True, extra="ignore", env_file=None, hide_input_in_errors=True
    )

    mongo_url: SecretStr = Field(description="MongoDB connection string of a replica set.")
    transaction_seconds: float = Field(
        default=60,
        ge=0,
        description="How long a transaction of MongoDB can live (transactionLifetimeLimitSeconds): that much later "
        "it is known that an organisation is erased.",
    )
    mongo_database: str = Field(default="collector", description="Database of this service.")
    tenants_url: str | None = Field(
        default=None, description="Where tenants' API is, to ask for room in the plan; required outside local mode."
    )
    user_agent: str = Field(
        default="BrandInfluenceMonitor/0.1",
        description="How the crawler introduces itself.",
        pattern=r"^[\x20-\x7e]+$",
    )
    delay_seconds: float = Field(default=0.5, ge=0, le=60, description="Seconds between requests to one host.")
    page_bytes: int = Field(
        default=5 * 1024 * 1024, ge=1024, le=50 * 1024 * 1024, description="Largest page that is read, decoded."
    )
    crawl_seconds: float = Field(default=1800, gt=0, description="Longest duration of one crawl.")
    crawls_at_once: int = Field(
        default=8,
        ge=1,
        le=64,
        description="Crawls that one process runs side by side, half of one organisation.",
    )
    lease_seconds: float = Field(default=30, ge=1, description="After this long without a sign, a crawl is taken over.")

    @model_validator(mode="after")
    def _plans_limit_websites(self) -> Self:
        if self.tenants_url is None and self.mode != "local":
            raise ValueError("COLLECTOR_TENANTS_URL is missing: outside local mode plans limit websites")
        return self
