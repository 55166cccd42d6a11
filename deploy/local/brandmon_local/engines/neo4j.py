"""Neo4j Community: Bolt only, with authentication."""

from pathlib import Path

from brandmon_local.engines import jars, java
from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import Site, write_private
from brandmon_local.supervision.probes import tcp
from brandmon_local.supervision.process import Node, Process, Step, run_once

_OPENS = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch"))


def nodes(site: Site) -> list[Node]:
    """The engine."""
    home, cache = site.folder("neo4j"), java.StartCache.of(site, "neo4j", "neo4j")
    server = ("org.neo4j.server.Neo4jCommunity", f"--home-dir={home}", f"--config-dir={home / 'conf'}")

    async def prepare() -> None:
        await _prepare(site, home)

    return [
        Step("neo4j:prepare", prepare, needs=("libraries",)),
        Process(
            name="neo4j",
            argv=java.command((96, 384), (*_OPENS, *cache.flags()), jars.class_path("neo4j", site.cache), server),
            log=site.log("neo4j"),
            ready=tcp(site.ports["neo4j"]),
            needs=("neo4j:prepare",),
            env=java.env(),
            cwd=home,
            port=site.ports["neo4j"],
            stop_timeout_s=60 if cache.missing else 20,
            ended=cache.publish(),
        ),
    ]


async def _prepare(site: Site, home: Path) -> None:
    for folder in ("conf", "data", "logs", "run", "plugins", "import"):
        (home / folder).mkdir(exist_ok=True)
    settings = _settings(site, home)
    (home / "conf" / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    done = home / "password-set"
    if done.exists():
        return
    # the command line is everybody's to read, so the password comes out of a file that only we can
    words = write_private(home / "conf" / ".first-password", f"{site.secrets['neo4j']}\n")
    main = ("org.neo4j.cli.AdminTool", "dbms", "set-initial-password", f"@{words}")
    argv = java.command((32, 256), _OPENS, jars.class_path("neo4j", site.cache), main)
    env = {**java.env(), "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    try:
        await run_once(argv, log=site.log("neo4j-password"), env=env)
    finally:
        words.unlink()
    done.touch()


def _settings(site: Site, home: Path) -> dict[str, str]:
    bolt = f"{HOST}:{site.ports['neo4j']}"
    return {
        "server.default_listen_address": HOST,
        "server.bolt.listen_address": bolt,
        "server.bolt.advertised_address": bolt,
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.directories.data": str(home / "data"),
        "server.directories.logs": str(home / "logs"),
        "server.directories.run": str(home / "run"),
        "server.directories.plugins": str(home / "plugins"),
        "server.directories.import": str(home / "import"),
        "server.memory.pagecache.size": "64m",
        "db.tx_log.preallocate": "false",
        "dbms.usage_report.enabled": "false",
        # without these two, stopping takes ten seconds
        "internal.dbms.bolt.local_enabled": "false",
        "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
        "internal.server.bolt.connection_shutdown_wait_time": "1s",
    }
