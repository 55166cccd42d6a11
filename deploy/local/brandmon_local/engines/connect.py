"""Kafka Connect: one worker that carries every Debezium connector; its REST API wants a password."""

from collections.abc import Mapping
from pathlib import Path

from brandmon_local.engines import jars, java
from brandmon_local.engines.kafka import SCRAM, login
from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import POSTGRES_SERVICES, Site, write_private
from brandmon_local.supervision.probes import http
from brandmon_local.supervision.process import Node, Process, Step
from common.contracts.services import SERVICES
from common.messaging.kafka.rights import CONNECT, OPERATOR, outbox_user

PLUGINS = ("debezium-postgres", "debezium-mongodb")


def nodes(site: Site) -> list[Node]:
    """The worker."""
    home, cache = site.folder("connect"), java.StartCache.of(site, "connect", "kafka")

    async def prepare() -> None:
        _lay_out(site, home)

    return [
        Step("connect:prepare", prepare, needs=("libraries",)),
        Process(
            name="connect",
            argv=java.command(
                (64, 640),
                (
                    java.log4j_flags(site, "connect"),
                    f"-Djava.security.auth.login.config={home / _DOOR}",
                    *cache.flags(),
                ),
                jars.class_path("kafka", site.cache),
                ("org.apache.kafka.connect.cli.ConnectDistributed", str(home / "worker.properties")),
            ),
            log=site.log("connect"),
            ready=http(site.ports["connect"], "/connectors", login=(OPERATOR, site.secrets["connect"])),
            needs=("connect:prepare", "kafka:identities"),
            env=java.env(),
            cwd=home,
            port=site.ports["connect"],
            stop_timeout_s=60 if cache.missing else 15,
            ended=cache.publish(),
        ),
    ]


def password_file(site: Site) -> Path:
    """The connectors' passwords: their configuration names this file, so that the REST API never shows one."""
    return site.directory / "connect" / "passwords.properties"


def _lay_out(site: Site, home: Path) -> None:
    for plugin in PLUGINS:
        folder = home / "plugins" / plugin
        folder.mkdir(parents=True, exist_ok=True)
        wanted = {path.name: path for path in jars.class_path(plugin, site.cache)}
        for old in folder.iterdir():
            if old.name not in wanted or old.resolve() != wanted[old.name].resolve():
                old.unlink()
        for name, path in wanted.items():
            if not (folder / name).exists():
                (folder / name).symlink_to(path)
    passwords = {f"{service}_cdc": site.secrets[f"{service}_cdc"] for service in POSTGRES_SERVICES}
    passwords["collector_cdc"] = site.secrets["mongo_collector_cdc"]
    passwords |= {outbox_user(service): site.secrets[f"kafka_{outbox_user(service)}"] for service in SERVICES}
    write_private(password_file(site), _lines(passwords))
    write_private(home / "worker.properties", _lines(_properties(site, home)))
    write_private(home / "rest-users.properties", _lines({OPERATOR: site.secrets["connect"]}))
    write_private(home / _DOOR, f'KafkaConnect {{ {_DOORMAN} required file="{home / "rest-users.properties"}"; }};\n')


_DOOR_FLAG = "-Djava.security.auth.login.config="
_DOOR, _DOORMAN = "rest-login.conf", "org.apache.kafka.connect.rest.basic.auth.extension.PropertyFileLoginModule"


def _lines(properties: Mapping[str, str]) -> str:
    return "".join(f"{name}={value}\n" for name, value in properties.items())


def _properties(site: Site, home: Path) -> dict[str, str]:
    string = "org.apache.kafka.connect.storage.StringConverter"
    storage = {
        f"{kind}.storage.{setting}": value
        for kind in ("config", "offset", "status")
        for setting, value in (("topic", f"__connect-{kind}"), ("replication.factor", "1"))
    }
    return {
        # the worker's own topics; each connector writes as a user of its own, who may write what its service emits
        "bootstrap.servers": site.urls.kafka_hosts,
        "security.protocol": "SASL_PLAINTEXT",
        "sasl.mechanism": "SCRAM-SHA-512",
        "sasl.jaas.config": login(SCRAM, CONNECT, site.secrets[f"kafka_{CONNECT}"]),
        "rest.extension.classes": "org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension",
        "group.id": "connect",
        "listeners": f"http://{HOST}:{site.ports['connect']}",
        "rest.advertised.host.name": HOST,
        "plugin.path": str(home / "plugins"),
        "plugin.discovery": "service_load",
        "key.converter": string,
        "value.converter": string,
        "offset.storage.partitions": "5",
        "status.storage.partitions": "1",
        "offset.flush.interval.ms": "1000",  # how much is sent again after a crash
        "connector.client.config.override.policy": "All",
        "scheduled.rebalance.max.delay.ms": "0",
        "config.providers": "file",
        "config.providers.file.class": "org.apache.kafka.common.config.provider.FileConfigProvider",
        "config.providers.file.param.allowed.paths": str(home),
        **storage,
    }
