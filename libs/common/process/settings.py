"""Configuration: one frozen object per service, read from environment variables and nowhere else."""

import sys
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from common.messaging.kafka.address import address
from common.process.secret_files import SecretFiles, UnreadableSecret

LogLevel = Literal["debug", "info", "warning", "error"]


class ServiceSettings(BaseSettings):
    """What every service reads. A service's own class sets ``env_prefix`` to ``<SERVICE>_``."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_file=None, hide_input_in_errors=True)

    mode: Literal["local", "production"] = Field(default="production", description="Where it runs.")
    http_host: str = Field(default="127.0.0.1", description="Address the API listens on.")
    http_port: int = Field(ge=1, le=65535, description="Port the API listens on.")
    kafka_bootstrap: str = Field(description="Kafka brokers, host:port, comma separated.")
    kafka_username: str | None = Field(
        default=None, description="Who the service is to Kafka (SCRAM-SHA-512); nobody where unset."
    )
    kafka_password: SecretStr | None = Field(default=None, description="Password of that Kafka user.")
    kafka_tls: bool = Field(default=False, description="Whether Kafka is spoken to over TLS.")
    kafka_ca_file: Path | None = Field(
        default=None, description="PEM certificates that Kafka's is checked with; the system's where unset."
    )
    kafka_instance_id: str | None = Field(
        default=None,
        description="Static member of its consumer groups under this id, one per replica; none where unset.",
    )
    connect_url: SecretStr | None = Field(
        default=None,
        description="Kafka Connect's REST API, with user and password: failed tasks of the service's connector are "
        "started again; the service does not where unset. Whoever may ask it may change every connector.",
    )
    dead_letter_keys: SecretStr | None = Field(
        default=None,
        description="Keys that seal dead letters: base64 of 32 bytes, comma separated, the newest first. "
        "Production needs one.",
    )
    jwks_url: str = Field(description="Where auth publishes the keys that tokens are verified with.")
    redis_url: SecretStr | None = Field(
        default=None,
        description="Valkey (Redis protocol): which access tokens were revoked is read there every moment; "
        "unset: from the events alone.",
    )
    state_dir: Path | None = Field(
        default=None,
        description="Folder of this machine that outlives the process: which messages are being handled stands there, "
        "so that one that ended its process twice is laid aside; none where unset.",
    )
    trace_dir: Path | None = Field(default=None, description="Folder for spans as JSON lines; none where unset.")
    otlp_endpoint: str | None = Field(default=None, description="OTLP/HTTP endpoint for traces; none where unset.")
    log_level: LogLevel = Field(default="info", description="Least severity that is logged.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given, the environment, and the files that it names for secrets."""
        return init_settings, env_settings, SecretFiles(settings_cls)

    @property
    def kafka(self) -> str:
        """The brokers and who we are to them, as ``common.messaging.kafka`` is told; a secret."""
        password = self.kafka_password.get_secret_value() if self.kafka_password else ""
        trusted = str(self.kafka_ca_file) if self.kafka_ca_file else None
        return address(self.kafka_bootstrap, self.kafka_username, password, tls=self.kafka_tls, ca_file=trusted)

    @model_validator(mode="after")
    def _kafka_user_has_a_password(self) -> Self:
        if (self.kafka_username is None) != (self.kafka_password is None):
            prefix = self.model_config.get("env_prefix", "")
            raise ValueError(f"set both of {prefix}KAFKA_USERNAME and {prefix}KAFKA_PASSWORD, or none")
        return self

    @model_validator(mode="after")
    def _letters_can_be_opened_again(self) -> Self:
        if self.mode == "production" and self.dead_letter_keys is None:
            name = f"{self.model_config.get('env_prefix', '')}DEAD_LETTER_KEYS"
            raise ValueError(f"{name} is missing: outside local mode dead letters need a key that lasts")
        return self


class PostgresSettings(ServiceSettings):
    """For services whose truth is in PostgreSQL."""

    database_url: SecretStr = Field(description="postgresql+asyncpg URL of the app role, which owns nothing.")
    operations_database_url: SecretStr | None = Field(
        default=None,
        description="The same database as the operations role: outbox and sagas of all tenants, nothing else.",
    )
    migration_database_url: SecretStr | None = Field(
        default=None, description="The same database as the role that owns the schema; only `migrate` reads it."
    )


class ObjectStoreSettings(BaseSettings):
    """For services that keep objects in S3."""

    s3_endpoint: str = Field(description="URL of the S3 endpoint.")
    s3_access_key: SecretStr = Field(description="Access key id.")
    s3_secret_key: SecretStr = Field(description="Secret access key.")
    s3_bucket: str = Field(description="Bucket of this service.")


S = TypeVar("S", bound=BaseSettings)


class SettingsError(Exception):
    """The environment does not hold what a service needs; the text names the variables, never their values."""


def read(settings: type[S]) -> S:
    """The settings from the environment; ``SettingsError`` says in one sentence what is missing or wrong."""
    try:
        return settings()
    except UnreadableSecret as error:
        raise SettingsError(f"Cannot start: {error}.") from None
    except ValidationError as error:
        prefix = str(settings.model_config.get("env_prefix", ""))
        found = error.errors(include_input=False, include_url=False, include_context=False)
        faults = [_in_words(fault["loc"], fault["type"], fault["msg"], prefix) for fault in found]
        raise SettingsError("Cannot start: " + "; ".join(faults) + ".") from None


def _in_words(where: tuple[int | str, ...], kind: str, message: str, prefix: str) -> str:
    if not where:
        return message.removeprefix("Value error, ")  # of several variables together: it names them itself
    name = f"{prefix}{'_'.join(str(part) for part in where)}".upper()
    return f"{name} is missing" if kind == "missing" else f"{name} is wrong ({message})"


def load(settings: type[S]) -> S:
    """As ``read``, but for entry points: prints the sentence and ends the process with exit code 2."""
    try:
        return read(settings)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None
