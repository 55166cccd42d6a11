"""One stack's place: its folder, ports, secrets, and the addresses that follow from them."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from brandmon_local.engines.jars import cache_folder
from brandmon_local.layout.ports import HOST, Ports
from common.contracts.services import SERVICES, SERVICES_BY_NAME, services_with
from common.messaging.kafka.address import address
from common.messaging.kafka.rights import OPERATOR, users

POSTGRES_SERVICES = services_with("postgres")
BUCKET_SERVICES = services_with("s3")
CACHE_SERVICES = tuple(name for name, each in SERVICES_BY_NAME.items() if each.keys or each.looks_at)
"""Those that Valkey knows."""
ROLES = ("owner", "app", "cdc", "operations")
_SINGLE = (
    "postgres", "neo4j", "mongo_admin", "mongo_collector", "mongo_collector_owner", "mongo_collector_cdc", "valkey",
    "s3_access_key", "s3_secret_key", "auth_key_encryption", "reports_key_encryption", "mails", "connect",
    "gateway_proof", "kafka_controller", f"kafka_{OPERATOR}", "billing_double_key", "billing_double_secret",
    *(f"kafka_{user}" for user in users()),
    *(f"valkey_{service}" for service in CACHE_SERVICES),
    *(f"s3_{service}_{half}" for service in SERVICES for half in ("access_key", "secret_key")),
)  # fmt: skip


def secret_names() -> tuple[str, ...]:
    """The name of every secret of a stack."""
    letters = (f"{service}_dead_letters" for service in SERVICES)
    return (*_SINGLE, *letters, *(f"{service}_{role}" for service in POSTGRES_SERVICES for role in ROLES))


def load_secrets(path: Path) -> dict[str, str]:
    """The secrets in ``path``; what is missing is drawn at random and written there, readable by its owner only."""
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [name for name in secret_names() if name not in known]
    if missing:
        known |= {name: secrets.token_hex(24) for name in missing}
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(known, file, indent=1)
        part.replace(path)
    return known


class Neo4jAddress(NamedTuple):
    """Where Neo4j is and who may enter."""

    url: str
    user: str
    password: str


class S3Address(NamedTuple):
    """Where the object store is and who may enter."""

    endpoint: str
    access_key: str
    secret_key: str


@dataclass(frozen=True)
class Urls:
    """How to reach everything in a stack."""

    ports: Ports
    secrets: Mapping[str, str] = field(repr=False)

    def postgres(self, service: str, role: str = "app", *, scheme: str = "postgresql+asyncpg") -> str:
        """The database of ``service`` as its role ``owner``, ``app`` or ``cdc``."""
        user = f"{service}_{role}"
        return f"{scheme}://{user}:{self.secrets[user]}@{HOST}:{self.ports['postgres']}/{service}"

    def postgres_superuser(self, database: str = "postgres", *, scheme: str = "postgresql") -> str:
        """A database as the superuser: for provisioning and tests, never for a service."""
        return f"{scheme}://postgres:{self.secrets['postgres']}@{HOST}:{self.ports['postgres']}/{database}"

    def mongo(self, user: str = "collector") -> str:
        """The replica set as ``collector`` (its own database), ``collector_owner``, ``collector_cdc`` or ``admin``."""
        source = "admin" if user == "admin" else "collector"
        password = self.secrets[f"mongo_{user}"]
        return f"mongodb://{user}:{password}@{HOST}:{self.ports['mongodb']}/?replicaSet=rs0&authSource={source}"

    @property
    def neo4j(self) -> Neo4jAddress:
        """Bolt."""
        return Neo4jAddress(f"bolt://{HOST}:{self.ports['neo4j']}", "neo4j", self.secrets["neo4j"])

    @property
    def kafka(self) -> str:
        """The broker as the operator: for provisioning and tests, never for a service."""
        return self.kafka_as(OPERATOR)

    def kafka_as(self, user: str) -> str:
        """The broker as a service, as its connector (``<service>-outbox``), or as ``connect``."""
        return address(self.kafka_hosts, user, self.secrets[f"kafka_{user}"])

    @property
    def kafka_hosts(self) -> str:
        """Where the broker is, HOST:PORT."""
        return f"{HOST}:{self.ports['kafka']}"

    @property
    def connect(self) -> str:
        """Kafka Connect's REST API as the operator: whoever may ask it may change every connector."""
        return f"http://{OPERATOR}:{self.secrets['connect']}@{HOST}:{self.ports['connect']}"

    @property
    def redis(self) -> str:
        """Valkey, in the Redis protocol, as the operator: for tests, never for a service."""
        return self._valkey(OPERATOR, self.secrets["valkey"])

    def redis_as(self, service: str) -> str:
        """Valkey as ``service``, who has its own keys."""
        return self._valkey(service, self.secrets[f"valkey_{service}"])

    def _valkey(self, user: str, password: str) -> str:
        return f"redis://{user}:{password}@{HOST}:{self.ports['valkey']}/0"

    @property
    def s3(self) -> S3Address:
        """The object store as the operator, who makes buckets: for provisioning and tests, never for a service."""
        return S3Address(self._s3, self.secrets["s3_access_key"], self.secrets["s3_secret_key"])

    def s3_as(self, service: str) -> S3Address:
        """The object store as ``service``, who has its own bucket if any, and its own folder of every export."""
        keys = (self.secrets[f"s3_{service}_{half}"] for half in ("access_key", "secret_key"))
        return S3Address(self._s3, *keys)

    @property
    def _s3(self) -> str:
        return f"http://{HOST}:{self.ports['s3']}"

    @property
    def llm(self) -> str:
        """Base of the local model's OpenAI-compatible API."""
        return f"http://{HOST}:{self.ports['llm']}/v1"

    @property
    def gateway(self) -> str:
        """The gateway."""
        return f"http://{HOST}:{self.ports['gateway']}"

    def service(self, name: str) -> str:
        """A service itself, past the gateway."""
        return f"http://{HOST}:{self.ports[name]}"

    @property
    def jwks(self) -> str:
        """Where auth publishes its keys."""
        return f"{self.service('auth')}/.well-known/jwks.json"


@dataclass(frozen=True)
class Site:
    """A stack's place on this machine."""

    directory: Path
    ports: Ports
    secrets: Mapping[str, str] = field(repr=False)
    cache: Path = field(default_factory=cache_folder)
    extra_env: Mapping[str, str] = field(default_factory=dict, repr=False)
    serving: bool = False
    """Whether services run here, and not engines only."""
    paying: bool = False
    """Whether a double of Stripe runs here, at which plans are paid for."""

    @property
    def urls(self) -> Urls:
        """How to reach everything in it."""
        return Urls(self.ports, self.secrets)

    def folder(self, name: str) -> Path:
        """A folder of its own for ``name``, created where it is missing."""
        path = self.directory / name
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path

    @property
    def mailbox(self) -> Path:
        """The file that mails go into instead of leaving, where ``brandmon mail`` looks for it."""
        return self.folder("mail") / "mailbox.jsonl"

    def log(self, name: str) -> Path:
        """The log file of a process."""
        return self.folder("logs") / f"{name.replace(':', '-')}.log"


REPOSITORY = Path(__file__).parents[4]


def python_path() -> str:
    """What children need on their path in a check-out: the shared library, this package and every service."""
    folders = [REPOSITORY / "libs", REPOSITORY / "deploy" / "local"]
    folders += [REPOSITORY / "services" / service / "src" for service in SERVICES]
    return os.pathsep.join(str(folder) for folder in folders)


def write_private(path: Path, text: str) -> Path:
    """Write a file that only its owner can read; it appears whole."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    return part.replace(path)
