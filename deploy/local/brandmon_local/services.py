"""The seven services as processes: what each is told through its environment."""

import hashlib
import os
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from brandmon_local.billing_double import node as billing_double
from brandmon_local.engines.llm import MODEL_NAME, PARALLEL
from brandmon_local.layout.site import BUCKET_SERVICES, CACHE_SERVICES, POSTGRES_SERVICES, REPOSITORY, Site, python_path
from brandmon_local.supervision.probes import http
from brandmon_local.supervision.process import Node, Process, Step, run_once
from common.contracts.services import SERVICES, SERVICES_BY_NAME

PROVIDER_KEYS = frozenset(
    f"{provider}_{what}"
    for provider in ("OPENAI", "ANTHROPIC", "GEMINI", "PERPLEXITY")
    for what in ("API_KEY", "API_BASE")
)
"""Handed on to those who ask models, and to nobody else."""
ASKING = frozenset(("simulator", "analyzer"))

_BASE = {
    "PATH": "/usr/bin:/bin",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONUNBUFFERED": "1",
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "PYTHON_DOTENV_DISABLED": "1",
}


def _auth(site: Site) -> dict[str, str]:
    return {
        "KEY_ENCRYPTION_SECRET": site.secrets["auth_key_encryption"],
        "TRUSTED_PROXIES": "1",  # the gateway
        "GATEWAY_PROOF": site.secrets["gateway_proof"],
        "AUDIT_LOG_ANCHOR_DIR": str(site.directory / "audit-log-roots"),
        "MAILBOX_FILE": str(site.mailbox),
        "PASSKEY_ORIGINS": f"http://localhost:{urlsplit(site.urls.gateway).port}",
        "MAIL_KEYS": _key_of(site.secrets["mails"]),
        "REGISTRATIONS_PER_ADDRESS": "1000",  # everybody who registers here is at the same address
    }


def _tenants(site: Site) -> dict[str, str]:
    return {
        "AUTH_URL": site.urls.service("auth"),
        "MAIL_KEYS": _key_of(site.secrets["mails"]),
        "TRUSTED_PROXIES": "1",  # the gateway
        "GATEWAY_PROOF": site.secrets["gateway_proof"],
        **(billing_double.environment(site) if site.paying else {}),
    }


def _collector(site: Site) -> dict[str, str]:
    return {
        "MONGO_URL": site.urls.mongo("collector"),
        "LOOPBACK_ALLOWLIST": "",
        "TENANTS_URL": site.urls.service("tenants"),
        "TRANSACTION_SECONDS": "5",  # as MongoDB is told here
    }


def _simulator(site: Site) -> dict[str, str]:
    return {
        "LOCAL_API_BASE": site.urls.llm,
        "LOCAL_MODEL": MODEL_NAME,
        "LOCAL_CONCURRENCY": str(PARALLEL),
        "MAX_TOKENS": "220",  # a model this small says what it has to say early, and then repeats itself
        "COLLECTOR_URL": site.urls.service("collector"),
    }


def _analyzer(site: Site) -> dict[str, str]:
    address = site.urls.neo4j
    return {"NEO4J_URL": address.url, "NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password}


def _analytics(site: Site) -> dict[str, str]:
    return {"CLICKHOUSE_PATH": str(site.directory / "clickhouse")}


def _reports(site: Site) -> dict[str, str]:
    return {"KEY_ENCRYPTION_SECRET": site.secrets["reports_key_encryption"]}


OWN: dict[str, Callable[[Site], dict[str, str]]] = {
    "auth": _auth,
    "tenants": _tenants,
    "collector": _collector,
    "simulator": _simulator,
    "analyzer": _analyzer,
    "analytics": _analytics,
    "reports": _reports,
}
"""What only one service is told; names without the service's prefix."""


def environment(site: Site, service: str) -> dict[str, str]:
    """The whole environment of ``service``; nothing of the caller's comes along but the providers' keys."""
    told = {
        "MODE": "local",
        "HTTP_PORT": str(site.ports[service]),
        "KAFKA_BOOTSTRAP": site.urls.kafka_hosts,
        "KAFKA_USERNAME": service,
        "KAFKA_PASSWORD": site.secrets[f"kafka_{service}"],
        "KAFKA_INSTANCE_ID": "local",  # one replica of each: a killed one gets its partitions back at once
        "DEAD_LETTER_KEYS": _key_of(site.secrets[f"{service}_dead_letters"]),
        "JWKS_URL": site.urls.jwks,
        "TRACE_DIR": str(site.directory / "traces"),
        "STATE_DIR": str(site.directory / "state"),
    }
    if service in POSTGRES_SERVICES:
        told["DATABASE_URL"] = site.urls.postgres(service, "app")
        told["OPERATIONS_DATABASE_URL"] = site.urls.postgres(service, "operations")
    address = site.urls.s3_as(service)
    told |= {"EXPORTS_S3_ENDPOINT": address.endpoint, "EXPORTS_S3_ACCESS_KEY": address.access_key}
    told |= {"EXPORTS_S3_SECRET_KEY": address.secret_key}
    if service in BUCKET_SERVICES:
        told |= {"S3_ENDPOINT": address.endpoint, "S3_ACCESS_KEY": address.access_key}
        told |= {"S3_SECRET_KEY": address.secret_key, "S3_BUCKET": service}
    if service in CACHE_SERVICES:
        told["REDIS_URL"] = site.urls.redis_as(service)
    if service in OWN:
        told |= OWN[service](site)
    prefixed = {f"{service.upper()}_{name}": value for name, value in told.items()}
    own = {**_BASE, "PYTHONPATH": python_path(), "HOME": str(site.folder("home"))}
    return own | prefixed | _extra(site.extra_env, service)


def migration_environment(site: Site, service: str) -> dict[str, str]:
    """The environment of ``<service> migrate``, a process of its own: it alone is told the schema's owner."""
    env = environment(site, service)
    if service in POSTGRES_SERVICES:
        env[f"{service.upper()}_MIGRATION_DATABASE_URL"] = site.urls.postgres(service, "owner")
    if service == "collector":
        env["COLLECTOR_MONGO_URL"] = site.urls.mongo("collector_owner")
    return env


def _key_of(secret: str) -> str:
    """A key of 32 bytes, in base64, out of a random text of any length."""
    return b64encode(hashlib.sha256(secret.encode()).digest()).decode()


def _extra(extra: Mapping[str, str], service: str) -> dict[str, str]:
    chosen = {}
    for name, value in {**{key: os.environ[key] for key in PROVIDER_KEYS if key in os.environ}, **extra}.items():
        owner = next((other for other in SERVICES if name.startswith(f"{other.upper()}_")), None)
        if service in ASKING if name in PROVIDER_KEYS else owner in (None, service):
            chosen[name] = value
    return chosen


def nodes(site: Site, services: Sequence[str], present: frozenset[str]) -> list[Node]:
    """Migration and process of each service. Needs that are not ``present`` in this stack are left to the caller."""
    return [node for service in services for node in _service(site, service, present)]


def _service(site: Site, service: str, present: frozenset[str]) -> list[Node]:
    env = environment(site, service)
    database = ("postgres:databases",) if service in POSTGRES_SERVICES else ()
    stores = tuple(need for need in (*database, *SERVICES_BY_NAME[service].schemas) if need in present)
    others = tuple(need for need in ("kafka:topics", *SERVICES_BY_NAME[service].needs) if need in present)

    async def migrate() -> None:
        await _migrate(site, service)

    return [
        Step(f"{service}:migrate", migrate, needs=stores),
        Process(
            name=service,
            argv=(sys.executable, "-m", service, "run"),
            log=site.log(service),
            ready=http(site.ports[service], "/readyz"),
            needs=(f"{service}:migrate", *others),
            env=env,
            cwd=site.directory,
            port=site.ports[service],
            stop_timeout_s=15,
        ),
    ]


async def _migrate(site: Site, service: str) -> None:
    stamp = site.folder("stamps") / service
    if stamp.exists() and stamp.read_text() == fingerprint(site, service):
        return
    env = migration_environment(site, service)
    await run_once((sys.executable, "-m", service, "migrate"), log=site.log(f"{service}:migrate"), env=env)
    stamp.write_text(fingerprint(site, service))  # now: a migration may make a store


def fingerprint(site: Site, service: str) -> str:
    """Changes when the code that migrates does, or when a store was made anew: then the migration has to run again."""
    code = [REPOSITORY / "services" / service / "src" / service, REPOSITORY / "libs" / "common"]
    return fingerprint_of(code, store_marks(site, service))


def fingerprint_of(folders: Sequence[Path], marks: Sequence[Path]) -> str:
    """A digest of the Python files under ``folders`` and of the identity of ``marks`` (files made with a store)."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    for mark in marks:
        digest.update(f"{mark}:{mark.stat().st_ino if mark.exists() else 0}".encode())
    return digest.hexdigest()


def store_marks(site: Site, service: str) -> list[Path]:
    """Files that are made once, together with each store that ``service`` migrates."""
    from brandmon_local.engines.postgres import data_folder, system_user

    own = site.directory
    marks = [data_folder(site, system_user()) / "PG_VERSION"] if service in POSTGRES_SERVICES else []
    others = {
        "collector": own / "mongodb" / "users-created",
        "analyzer": own / "neo4j" / "password-set",
        "analytics": own / "clickhouse",
    }
    return [*marks, *(path for name, path in others.items() if name == service)]
