"""Configuration: one frozen object per service, read from environment variables and nowhere else."""

import sys
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LogLevel = Literal["debug", "info", "warning", "error"]


class ServiceSettings(BaseSettings):
    """What every service reads. A service's own class sets ``env_prefix`` to ``<SERVICE>_``."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_file=None, hide_input_in_errors=True)

    mode: Literal["local", "production"] = Field(default="production", description="Where it runs.")
    http_host: str = Field(default="127.0.0.1", description="Address the API listens on.")
    http_port: int = Field(ge=1, le=65535, description="Port the API listens on.")
    kafka_bootstrap: str = Field(description="Kafka brokers, host:port, comma separated.")
    kafka_instance_id: str | None = Field(
        default=None,
        description="Static member of its consumer groups under this id, one per replica; none where unset.",
    )
    connect_url: str | None = Field(
        default=None,
        description="Kafka Connect's REST API: failed tasks of the service's connector are started again; "
        "nobody does so where unset.",
    )
    dead_letter_keys: SecretStr | None = Field(
        default=None,
        description="Keys that seal dead letters: base64 of 32 bytes, comma separated, the newest first. "
        "Production needs one.",
    )
    jwks_url: str = Field(description="Where auth publishes the keys that tokens are verified with.")
    state_dir: Path | None = Field(
        default=None,
        description="Folder of this machine that outlives the process: which messages are being handled stands there, "
        "so that one that ended its process twice is laid aside; none where unset.",
    )
    trace_dir: Path | None = Field(default=None, description="Folder for spans as JSON lines; none where unset.")
    otlp_endpoint: str | None = Field(default=None, description="OTLP/HTTP endpoint for traces; none where unset.")
    log_level: LogLevel = Field(default="info", description="Least severity that is logged.")

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
