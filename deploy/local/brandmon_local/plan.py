"""What a stack consists of: the nodes of the chosen engines and services, and what ties them together."""

import os
import sys
from collections.abc import Callable, Collection, Iterable

from brandmon_local import services
from brandmon_local.billing_double import node as billing
from brandmon_local.engines import connect, envoy, kafka, llm, mongodb, neo4j, postgres, s3, valkey
from brandmon_local.engines.jars import class_path
from brandmon_local.errors import StackError
from brandmon_local.layout.ports import ENGINE_PORTS
from brandmon_local.layout.site import POSTGRES_SERVICES, REPOSITORY, Site, python_path
from brandmon_local.provisioning.connectors import apply_connector
from brandmon_local.supervision.events import Event
from brandmon_local.supervision.process import Node, Step, run_once
from brandmon_local.supervision.supervisor import Watch
from common.contracts.services import SERVICES
from common.outbox.connectors import ConnectorKeeper

# In the order of their weight: what takes longest to start is started first.
ENGINES: dict[str, Callable[[Site], list[Node]]] = {
    "kafka": kafka.nodes,
    "connect": connect.nodes,
    "neo4j": neo4j.nodes,
    "postgres": postgres.nodes,
    "mongodb": mongodb.nodes,
    "s3": s3.nodes,
    "valkey": valkey.nodes,
    "llm": llm.nodes,
    "envoy": envoy.nodes,
    "billing": billing.nodes,
}
OPTIONAL = frozenset({"billing"})
"""What a stack has only where somebody asks for it."""
ALL = frozenset(ENGINES) - OPTIONAL
JAVA_SETS = {"kafka": ("kafka",), "connect": ("kafka", "debezium-postgres", "debezium-mongodb"), "neo4j": ("neo4j",)}


def check(engines: Collection[str], chosen: Collection[str]) -> None:
    """``StackError`` where a name is unknown or something is chosen without what it cannot run without."""
    unknown = (set(engines) - set(ENGINES)) | (set(chosen) - set(SERVICES))
    if unknown:
        raise StackError(f"no such engine or service: {', '.join(sorted(unknown))}")
    if "connect" in engines and "kafka" not in engines:
        raise StackError("connect needs kafka")
    if chosen and "kafka" not in engines:
        raise StackError("services need kafka")


def port_names(engines: Collection[str], chosen: Collection[str]) -> list[str]:
    """The names of the ports that will be opened."""
    return [*(name for engine in ENGINES if engine in engines for name in ENGINE_PORTS[engine]), *chosen]


def nodes(site: Site, engines: Collection[str], chosen: Collection[str], tell: Callable[[Event], None]) -> list[Node]:
    """The graph of this stack."""
    check(engines, chosen)
    found: list[Node] = []
    sets = sorted({name for engine in engines for name in JAVA_SETS.get(engine, ())})
    if sets:
        found.append(_libraries(site, sets, tell))
    for engine, build in ENGINES.items():
        if engine in engines:
            found += build(site)
    if chosen and "kafka" in engines:
        found.append(_topics(site))
    ordered = [service for service in SERVICES if service in chosen]
    found += services.nodes(site, ordered, frozenset(node.name for node in found))
    if "connect" in engines:
        found += [_connector(site, service) for service in ordered if _stored(service, engines)]
    return found


def watches(site: Site, engines: Collection[str], chosen: Collection[str]) -> list[Watch]:
    """Loops beside the stack: failed connectors are started again here, as no service may ask Connect anything."""
    if "connect" not in engines:
        return []
    return [ConnectorKeeper(service, site.urls.connect) for service in chosen if _stored(service, engines)]


def _stored(service: str, engines: Collection[str]) -> bool:
    return ("postgres" if service in POSTGRES_SERVICES else "mongodb") in engines


def _libraries(site: Site, sets: Iterable[str], tell: Callable[[Event], None]) -> Step:
    wanted = tuple(sets)

    async def fetch() -> None:
        if all(path.exists() for name in wanted for path in class_path(name, site.cache)):
            return
        tell(Event("progress", "libraries", "fetching the Java libraries: once, a minute or so"))
        argv = (sys.executable, "-m", "brandmon_local", "fetch", *wanted)
        env = {**_caller_network(), "PYTHONPATH": python_path(), "BRANDMON_CACHE": str(site.cache)}
        await run_once(argv, log=site.log("libraries"), env=env)

    return Step("libraries", fetch)


def _caller_network() -> dict[str, str]:
    """Proxies and certificates of the caller: only the download of libraries leaves this machine."""
    wanted = (
        "PATH",
        "HOME",
        "HTTPS_PROXY",
        "https_proxy",
        "NO_PROXY",
        "no_proxy",
        "SSL_CERT_FILE",
        "REQUESTS_CA_BUNDLE",
    )
    return {name: os.environ[name] for name in wanted if name in os.environ}


def _topics(site: Site) -> Step:
    stamp = site.directory / "kafka" / "topics-created"

    async def create() -> None:
        marks = [site.directory / "kafka" / "data" / "meta.properties"]
        current = services.fingerprint_of([REPOSITORY / "libs" / "common" / "contracts"], marks)
        if stamp.exists() and stamp.read_text() == current:
            return
        argv = (sys.executable, "-m", "common.messaging.commands.topics")
        env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": python_path(), "BRANDMON_KAFKA": site.urls.kafka}
        await run_once(argv, log=site.log("kafka:topics"), env=env)
        stamp.write_text(current)

    return Step("kafka:topics", create, needs=("kafka:identities",))


def _connector(site: Site, service: str) -> Step:
    async def apply() -> None:
        await apply_connector(site, service)

    return Step(f"{service}:connector", apply, needs=("connect", "kafka:topics", f"{service}:migrate"))
