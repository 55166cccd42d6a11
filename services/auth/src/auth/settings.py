"""Configuration of auth: the only reader of its environment."""

from datetime import timedelta

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from auth.sessions.rules import Lifetimes
from common.process.settings import PostgresSettings


class AuthSettings(PostgresSettings):
    """What auth reads from ``AUTH_...``."""

    model_config = SettingsConfigDict(env_prefix="AUTH_")

    jwks_url: str = Field(default="", description="Not used: auth verifies tokens with its own keys.")
    key_encryption_secret: SecretStr = Field(
        min_length=32, description="Random text that private signing keys are sealed with; losing it ends all sessions."
    )
    redis_url: SecretStr | None = Field(
        default=None, description="Valkey (Redis protocol) that counts log-in attempts; unset: they are not limited."
    )
    access_token_minutes: int = Field(default=15, ge=1, le=60, description="Life of an access token.")
    refresh_token_hours: int = Field(default=24, ge=1, le=720, description="Life of a refresh token that is not used.")
    session_days: int = Field(default=30, ge=1, le=365, description="A session ends after this, however busy it is.")
    signing_key_days: int = Field(default=90, ge=1, le=3650, description="Age at which a signing key gets a successor.")
    login_attempts: int = Field(default=10, ge=1, description="Log-in attempts per e-mail and address in the window.")
    login_window_s: int = Field(default=300, ge=1, description="Length of that sliding window in seconds.")
    trusted_proxies: int = Field(
        default=0, ge=0, le=5, description="Proxies in front that append to X-Forwarded-For; 0 ignores the header."
    )

    @property
    def lifetimes(self) -> Lifetimes:
        """How long tokens and sessions last."""
        return Lifetimes(
            access=timedelta(minutes=self.access_token_minutes),
            refresh=timedelta(hours=self.refresh_token_hours),
            session=timedelta(days=self.session_days),
        )
