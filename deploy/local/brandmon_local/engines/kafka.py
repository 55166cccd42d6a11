"""Apache Kafka 4 in KRaft mode: one node that is broker and controller."""

import base64
import uuid
from pathlib import Path

from brandmon_local.engines import jars, java
from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import Site
from brandmon_local.supervision.probes import tcp
from brandmon_local.supervision.process import Node, Process, Step, run_once


def nodes(site: Site) -> list[Node]:
    """The broker."""
    home, cache = site.folder("kafka"), java.StartCache.of(site, "kafka", "kafka")

    async def prepare() -> None:
        await _format(site, home)

    return [
        Step("kafka:prepare", prepare, needs=("libraries",)),
        Process(
            name="kafka",
            argv=java.command(
                (64, 512),
                (java.log4j_flags(site, "kafka"), *cache.flags()),
                jars.class_path("kafka", site.cache),
                ("kafka.Kafka", str(home / "server.properties")),
            ),
            log=site.log("kafka"),
            ready=tcp(site.ports["kafka"]),
            needs=("kafka:prepare",),
            env=java.env(),
            cwd=home,
            port=site.ports["kafka"],
            stop_timeout_s=60 if cache.missing else 15,
            ended=cache.publish(),
        ),
    ]


async def _format(site: Site, home: Path) -> None:
    properties = home / "server.properties"
    properties.write_text("".join(f"{name}={value}\n" for name, value in _properties(site, home).items()))
    if (home / "data" / "meta.properties").exists():
        return
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    main = (
        "kafka.tools.StorageTool",
        "format",
        "--standalone",
        f"--cluster-id={cluster}",  # in one word: an id may begin with a dash
        "-c",
        str(properties),
        "--ignore-formatted",
    )
    flags = (java.log4j_flags(site, "kafka"),)
    argv = java.command((32, 128), flags, jars.class_path("kafka", site.cache), main)
    await run_once(argv, log=site.log("kafka-format"), env=java.env())


def _properties(site: Site, home: Path) -> dict[str, str]:
    broker, controller = f"{HOST}:{site.ports['kafka']}", f"{HOST}:{site.ports['kafka_controller']}"
    listeners = f"PLAINTEXT://{broker},CONTROLLER://{controller}"
    replication = {
        f"{topic}.{setting}": "1"
        for topic, settings in {
            "offsets.topic": ("replication.factor",),
            "transaction.state.log": ("replication.factor", "min.isr"),
            "share.coordinator.state.topic": ("replication.factor", "min.isr"),
        }.items()
        for setting in settings
    }
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        "controller.quorum.bootstrap.servers": controller,
        "listeners": listeners,
        "advertised.listeners": listeners,
        "controller.listener.names": "CONTROLLER",
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs": str(home / "data"),
        "auto.create.topics.enable": "false",
        "group.initial.rebalance.delay.ms": "0",
        "offsets.topic.num.partitions": "5",  # each is a set of files; 50 of them cost a second at the first start
        "transaction.state.log.num.partitions": "5",
        "share.coordinator.state.topic.num.partitions": "5",
        # after a kill, the broker waits for its own old session to end before it is let in again
        "broker.session.timeout.ms": "3000",
        "broker.heartbeat.interval.ms": "500",
        "log.segment.bytes": "67108864",
        "log.cleaner.dedupe.buffer.size": "16777216",
        **replication,
    }
