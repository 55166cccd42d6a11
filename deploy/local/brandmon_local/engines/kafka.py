"""Apache Kafka 4 in KRaft mode: one node that is broker and controller; whoever comes proves who they are."""

import base64
import hashlib
import json
import uuid
from pathlib import Path

from brandmon_local.engines import jars, java
from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import Site, write_private
from brandmon_local.supervision.probes import tcp
from brandmon_local.supervision.process import Node, Process, Step, run_once
from common.messaging.kafka.identities import put_identities
from common.messaging.kafka.rights import OPERATOR, rights, users

BROKER = "broker"
"""Who the broker is to its controller and to other brokers."""
_PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule"
SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule"


def nodes(site: Site) -> list[Node]:
    """The broker."""
    home, cache = site.folder("kafka"), java.StartCache.of(site, "kafka", "kafka")

    async def prepare() -> None:
        await _format(site, home)

    async def identify() -> None:
        await _identify(site, home)

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
        Step("kafka:identities", identify, needs=("kafka",)),
    ]


async def _identify(site: Site, home: Path) -> None:
    """Users and rights, made where they are not what they should be; costs nothing where they are."""
    names = (BROKER, OPERATOR, *users())
    passwords = {name: site.secrets["kafka_controller" if name == BROKER else f"kafka_{name}"] for name in names}
    wanted, stamp = rights(), home / "identities-made"
    store = (home / "data" / "meta.properties").stat().st_ino
    made = hashlib.sha256(json.dumps([passwords, [repr(each) for each in sorted(wanted)], store]).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == made:
        return
    own = (BROKER, site.secrets["kafka_controller"])
    await put_identities(HOST, site.ports["kafka_controller"], own, passwords, wanted)
    write_private(stamp, made)


def login(module: str, user: str, password: str, *accepted: str) -> str:
    """A line of JAAS: whom a Java program logs in as, and the users (with the same password) it lets in by itself."""
    listed = "".join(f' user_{each}="{password}"' for each in accepted)
    return f'{module} required username="{user}" password="{password}"{listed};'


async def _format(site: Site, home: Path) -> None:
    properties = home / "server.properties"
    write_private(properties, "".join(f"{name}={value}\n" for name, value in _properties(site, home).items()))
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
    listeners = f"CLIENTS://{broker},CONTROLLER://{controller}"
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
        **_access(site),
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


def _access(site: Site) -> dict[str, str]:
    """Clients by SCRAM, whose users are kept by the controller; the controller itself by what stands in this file."""
    password = site.secrets["kafka_controller"]
    return {
        "listener.security.protocol.map": "CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
        "inter.broker.listener.name": "CLIENTS",
        "sasl.mechanism.inter.broker.protocol": "SCRAM-SHA-512",
        "sasl.mechanism.controller.protocol": "PLAIN",
        "listener.name.clients.sasl.enabled.mechanisms": "SCRAM-SHA-512",
        "listener.name.clients.scram-sha-512.sasl.jaas.config": login(SCRAM, BROKER, password),
        "listener.name.controller.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.controller.plain.sasl.jaas.config": login(_PLAIN, BROKER, password, BROKER),
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "allow.everyone.if.no.acl.found": "false",
        "super.users": f"User:{BROKER};User:{OPERATOR}",
    }
