"""Configuration of tenants: the only reader of its environment."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from common.process.settings import PostgresSettings
from tenants.quota.rules import Tier

LOCAL_ANSWERS = 100_000
"""On one's own machine the models are one's own: the limit is only there to be seen working."""

_PRODUCTION_ANSWERS: dict[Tier, int] = {"free": 300, "basic": 3_000, "pro": 15_000, "enterprise": 100_000}


class TenantsSettings(PostgresSettings):
    """What tenants reads from ``TENANTS_...``."""

    model_config = SettingsConfigDict(env_prefix="TENANTS_")

    answers_free: int | None = Field(
        default=None, ge=0, description="Answers per UTC month, free plan; 300 where unset, 100000 in local mode."
    )
    answers_basic: int | None = Field(
        default=None, ge=0, description="Answers per UTC month, basic plan; 3000 where unset, 100000 in local mode."
    )
    answers_pro: int | None = Field(
        default=None, ge=0, description="Answers per UTC month, pro plan; 15000 where unset, 100000 in local mode."
    )
    answers_enterprise: int | None = Field(
        default=None, ge=0, description="Answers per UTC month, enterprise plan; 100000 where unset."
    )

    def limits(self) -> dict[Tier, int]:
        """Answers per UTC month by tier."""
        given: dict[Tier, int | None] = {
            "free": self.answers_free,
            "basic": self.answers_basic,
            "pro": self.answers_pro,
            "enterprise": self.answers_enterprise,
        }
        return {tier: self._or_default(tier, answers) for tier, answers in given.items()}

    def _or_default(self, tier: Tier, answers: int | None) -> int:
        if answers is not None:
            return answers
        return LOCAL_ANSWERS if self.mode == "local" else _PRODUCTION_ANSWERS[tier]
