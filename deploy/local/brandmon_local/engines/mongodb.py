"""MongoDB 6.0 as a replica set of one: transactions and change streams. For one machine only, see the README."""

import base64
import secrets
from importlib.util import find_spec
from pathlib import Path

from brandmon_local.errors import StackError
from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import Site, write_private
from brandmon_local.provisioning.provision import MONGO_USERS_AS_OF, create_mongo_users, mongo_primary
from brandmon_local.supervision.process import Node, Process, Step


def nodes(site: Site) -> list[Node]:
    """The engine, and its users."""
    data, port = site.folder("mongodb"), site.ports["mongodb"]
    key, created = data / "keyfile", data / "users-created"

    async def prepare() -> None:
        (data / "db").mkdir(exist_ok=True)
        if not key.exists():
            write_private(key, base64.b64encode(secrets.token_bytes(48)).decode()).chmod(0o400)

    async def ready() -> bool:
        return await mongo_primary(port)

    async def users() -> None:
        if not created.exists() or created.read_text() != MONGO_USERS_AS_OF:
            await create_mongo_users(site.urls)
            created.write_text(MONGO_USERS_AS_OF)

    return [
        Step("mongodb:prepare", prepare),
        Process(
            name="mongodb",
            argv=(
                str(_mongod()), "--dbpath", str(data / "db"), "--port", str(port), "--bind_ip", HOST,
                "--replSet", "rs0", "--keyFile", str(key), "--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "990",
                # zlib stays out: this build is older than the fix of CVE-2025-14847, which needs it
                "--networkMessageCompressors", "snappy,zstd", "--nounixsocket", "--enableFreeMonitoring", "off",
                "--setParameter", "diagnosticDataCollectionEnabled=false",
                "--setParameter", "transactionLifetimeLimitSeconds=5",  # a killed process's: its successor waits for it
                "--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100",
            ),
            log=site.log("mongodb"),
            ready=ready,
            needs=("mongodb:prepare",),
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            port=port,
            stop_timeout_s=20,
        ),
        Step("mongodb:users", users, needs=("mongodb",)),
    ]  # fmt: skip


def _mongod() -> Path:
    found = find_spec("fiftyone")
    for folder in (found.submodule_search_locations or []) if found else []:
        program = Path(folder) / "db" / "bin" / "mongod"
        if program.exists():
            return program
    raise StackError("mongod is missing: install deploy/local/binaries.lock")
