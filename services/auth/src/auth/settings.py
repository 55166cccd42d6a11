"""Configuration of auth: the only reader of its environment."""

from datetime import timedelta
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from auth.accounts.attempts import Limits, Purpose
from auth.factors.passkeys.rules import Site
from auth.mails.postmen import MailboxFile, Postman, SmtpPostman, Tls
from auth.sessions.rules import Lifetimes
from common.exports.places import ExportSettings
from common.http.access.addresses import ProxySettings
from common.process.settings import PostgresSettings

_NO_LIMIT = 1_000_000_000
"""Over all addresses: who fails elsewhere stops nobody's key."""
_NOBODY = "Brand Influence Monitor <no-reply@localhost>"


class AuthSettings(PostgresSettings, ProxySettings, ExportSettings):
    """What auth reads from ``AUTH_...``."""

    model_config = SettingsConfigDict(env_prefix="AUTH_")

    jwks_url: str = Field(default="", description="Not used: auth verifies tokens with its own keys.")
    key_encryption_secret: SecretStr = Field(
        min_length=32,
        description="Random text that private signing keys and waiting mails are sealed with; "
        "losing it ends all sessions.",
    )
    redis_url: SecretStr | None = Field(
        default=None,
        description="Valkey (Redis protocol) that counts attempts; unset, they are not limited. Production needs one.",
    )
    access_token_minutes: int = Field(default=10, ge=1, le=10, description="Life of an access token.")
    refresh_token_hours: int = Field(default=24, ge=1, le=720, description="Life of a refresh token that is not used.")
    session_days: int = Field(default=30, ge=1, le=365, description="A session ends after this, however busy it is.")
    signing_key_days: int = Field(default=90, ge=1, le=3650, description="Age at which a signing key gets a successor.")
    login_attempts: int = Field(default=10, ge=1, description="Attempts by one account from one address in the window.")
    login_window_s: int = Field(default=300, ge=1, description="Length of that sliding window in seconds.")
    account_attempts: int = Field(default=50, ge=1, description="Attempts by one account from anywhere in the window.")
    address_attempts: int = Field(default=100, ge=1, description="Attempts from one address in the window.")
    overall_attempts: int = Field(default=5000, ge=1, description="Attempts by everybody in the window.")
    registrations_per_address: int = Field(default=20, ge=1, description="Registrations from one address in an hour.")
    registrations_overall: int = Field(default=2000, ge=1, description="Registrations by everybody in an hour.")
    hashes_waiting: int = Field(
        default=64, ge=1, description="Passwords that may wait for a thread that hashes; past it the answer is 429."
    )
    mails_per_hour: int = Field(default=5, ge=1, description="Mails to one address in an hour, notices aside.")
    mail_keys: SecretStr | None = Field(
        default=None,
        description="Keys that tenants and auth share, for what mails say on their way: base64 of 32 bytes, comma "
        "separated, the newest first. Production needs one.",
    )
    mail_from: str = Field(
        default=_NOBODY, description="Sender of mails, as the From line has it. Production needs one."
    )
    mail_links: str | None = Field(
        default=None, description="Address of the web application that mails lead to; unset, they tell codes only."
    )
    mailbox_file: Path | None = Field(
        default=None, description="File that mails are written to where no SMTP server is set: for one machine."
    )
    smtp_host: str | None = Field(default=None, description="SMTP server that mails leave by. Production needs one.")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    smtp_tls: Tls = Field(default="starttls", description="How it is spoken to; none is for tests alone.")
    smtp_user: str | None = Field(default=None, description="Who logs in there; nobody where unset.")
    smtp_password: SecretStr | None = Field(default=None, description="With what.")
    smtp_ca_file: Path | None = Field(
        default=None, description="Who signs its certificate; the system's list if unset."
    )

    passkey_domain: str = Field(
        default="localhost", description="Domain that passkeys are of; another one makes all of them worthless."
    )
    passkey_origins: str = Field(
        default="",
        description="Pages that ask for passkeys, such as https://app.example, comma separated; unset: none.",
    )

    audit_log_anchor_dir: Path | None = Field(
        default=None,
        description="Folder outside of the database's machine, best, where signed roots of the audit log are laid; "
        "unset: they lie in the database alone.",
    )

    audit_log_anchor_s3_endpoint: str | None = Field(
        default=None, description="S3 endpoint with object lock where roots are laid instead of in the folder."
    )
    audit_log_anchor_s3_bucket: str = Field(default="audit-log-roots", description="Bucket there, with object lock.")
    audit_log_anchor_s3_access_key: SecretStr = Field(default=SecretStr(""), description="Access key id there.")
    audit_log_anchor_s3_secret_key: SecretStr = Field(default=SecretStr(""), description="Secret access key there.")

    @property
    def lifetimes(self) -> Lifetimes:
        """How long tokens and sessions last."""
        return Lifetimes(
            access=timedelta(minutes=self.access_token_minutes),
            refresh=timedelta(hours=self.refresh_token_hours),
            session=timedelta(days=self.session_days),
        )

    @property
    def site(self) -> Site | None:
        """Whose passkeys there are; None where no page asks for any."""
        origins = tuple(each.strip() for each in self.passkey_origins.split(",") if each.strip())
        return Site(self.passkey_domain, origins) if origins else None

    @model_validator(mode="after")
    def _passkeys_are_of_the_domain(self) -> Self:
        _ = self.site  # says what is wrong with it
        return self

    @model_validator(mode="after")
    def _nothing_is_open_in_production(self) -> Self:
        if self.mode == "production":
            if self.redis_url is None:
                raise ValueError("AUTH_REDIS_URL is missing: outside local mode attempts are counted")
            if self.smtp_host is None:
                raise ValueError("AUTH_SMTP_HOST is missing: outside local mode mails leave by SMTP")
            if self.mail_keys is None:
                raise ValueError("AUTH_MAIL_KEYS is missing: outside local mode invitations must be opened")
            if self.mail_from == _NOBODY:
                raise ValueError("AUTH_MAIL_FROM is missing: outside local mode mails have a sender")
            if self.smtp_tls == "none":
                raise ValueError("AUTH_SMTP_TLS is none: outside local mode mails do not travel in the clear")
        return self

    @property
    def limits(self) -> dict[Purpose, Limits]:
        """How often what may be tried."""
        usual = Limits(
            self.login_attempts,
            self.account_attempts,
            self.address_attempts,
            self.overall_attempts,
            self.login_window_s,
        )
        registering = Limits(1, 1, self.registrations_per_address, self.registrations_overall, 3600)
        failing = Limits(1, 1, self.address_attempts, _NO_LIMIT, self.login_window_s)
        codes = Limits(5, 10, self.address_attempts, self.overall_attempts, self.login_window_s)
        return dict.fromkeys(Purpose, usual) | {
            Purpose.REGISTER: registering,
            Purpose.API_KEY: failing,
            Purpose.SECOND_FACTOR: codes,
        }

    @property
    def postman(self) -> Postman | None:
        """Who carries mails away; nobody where neither a server nor a file is set."""
        if self.smtp_host is None:
            return MailboxFile(self.mailbox_file) if self.mailbox_file else None
        password = self.smtp_password.get_secret_value() if self.smtp_password else None
        return SmtpPostman(
            self.smtp_host, self.smtp_port, self.mail_from, self.smtp_tls, self.smtp_user, password, self.smtp_ca_file
        )
