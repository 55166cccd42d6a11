"""Configuration of tenants: the only reader of its environment."""

from datetime import timedelta
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from common.exports.places import ExportSettings
from common.http.access.addresses import ProxySettings
from common.process.settings import PostgresSettings
from tenants.billing.rules.prices import Prices, read_prices
from tenants.organizations.founding import FoundingLimits
from tenants.organizations.limits import Window
from tenants.organizations.standing import Grace
from tenants.quota.plans import written_limits
from tenants.quota.rules import QuotaName, Tier

LOCAL_FOUNDINGS = 10_000
"""On one's own machine everybody comes from one address."""


class TenantsSettings(PostgresSettings, ProxySettings, ExportSettings):
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
    answers_agency: int | None = Field(
        default=None, ge=0, description="Answers per UTC month, agency plan; 100000 where unset."
    )
    websites_free: int | None = Field(
        default=None, ge=0, description="Websites of the free plan; 2 where unset, 1000 in local mode."
    )
    stripe_key: SecretStr | None = Field(
        default=None, description="Secret key of Stripe's API; without it nobody pays here, and all else works."
    )
    stripe_webhook_secrets: SecretStr | None = Field(
        default=None, description="Secrets that Stripe signs webhooks with, comma separated: the new and the old one."
    )
    stripe_prices: str = Field(
        default="", description="Which price is which plan: price_1=basic,price_2=pro; the first of a plan is sold."
    )
    stripe_api_base: str | None = Field(
        default=None, description="Other address of Stripe's API, such as that of the local double."
    )
    billing_return_url: str = Field(
        default="http://127.0.0.1:8080/docs", description="Where a browser comes back to after paying."
    )
    grace_days: int = Field(
        default=14, ge=0, le=365, description="Days that a plan stays after its payment failed, before it is free."
    )
    closing_seconds: int = Field(
        default=30 * 86_400,
        ge=0,
        description="How long an owner can open a closed organisation again, in seconds; it is erased then.",
    )
    auth_url: str = Field(
        description="Where auth's API is, to look up the e-mail address of who accepts an invitation."
    )
    mail_keys: SecretStr | None = Field(
        default=None,
        description="Keys that tenants and auth share, for what mails say on their way: base64 of 32 bytes, comma "
        "separated, the newest first. Production needs one.",
    )
    owned_organizations: int = Field(
        default=5, ge=1, description="Organisations on the free plan that one person may own."
    )
    foundings_per_person: int = Field(default=5, ge=1, description="Organisations that one person founds in a day.")
    foundings_per_address: int | None = Field(
        default=None,
        ge=1,
        description="Organisations founded from one address in an hour; 20 where unset, 10000 in local mode.",
    )

    @model_validator(mode="after")
    def _mails_can_be_opened(self) -> Self:
        if self.mode == "production" and self.mail_keys is None:
            raise ValueError("TENANTS_MAIL_KEYS is missing: outside local mode auth must be able to open invitations")
        return self

    def founding(self) -> FoundingLimits:
        """How often one person and one address may found."""
        of_address = self.foundings_per_address or (LOCAL_FOUNDINGS if self.mode == "local" else 20)
        return FoundingLimits(
            owned=self.owned_organizations,
            of_a_person=Window(self.foundings_per_person),
            of_an_address=Window(of_address, timedelta(hours=1)),
        )

    def grace(self) -> Grace:
        """How long a closed organisation can be opened again."""
        return Grace(timedelta(seconds=self.closing_seconds))

    @field_validator("stripe_prices")
    @classmethod
    def _readable(cls, text: str) -> str:
        read_prices(text)
        return text

    @model_validator(mode="after")
    def _all_of_stripe(self) -> Self:
        if self.stripe_key is not None and (self.stripe_webhook_secrets is None or not self.prices().tiers):
            raise ValueError("Stripe needs its key, its webhook secrets and its prices")
        return self

    def prices(self) -> Prices:
        """Which price of Stripe's is which plan."""
        return read_prices(self.stripe_prices)

    def webhook_secrets(self) -> tuple[str, ...]:
        """The secrets that a webhook may be signed with."""
        text = self.stripe_webhook_secrets.get_secret_value() if self.stripe_webhook_secrets else ""
        return tuple(each.strip() for each in text.split(",") if each.strip())

    def limits(self) -> dict[Tier, dict[QuotaName, int]]:
        """What each plan allows: the written figures, single ones as the environment says."""
        limits = written_limits(local=self.mode == "local")
        answers: dict[Tier, int | None] = {
            "free": self.answers_free, "basic": self.answers_basic,
            "pro": self.answers_pro, "agency": self.answers_agency,
        }  # fmt: skip
        for tier, given in answers.items():
            if given is not None:
                limits[tier]["answers"] = given
        if self.websites_free is not None:
            limits["free"]["websites"] = self.websites_free
        return limits
