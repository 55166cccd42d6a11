"""Which stores the services have, read off their source."""

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

from sqlalchemy import MetaData, Table

from analytics.shared.schema import migrations as clickhouse_migrations
from analytics.shared.tenancy import TABLES
from analyzer.graph.editions import LABELS
from collector.shared.schema import INDEXES
from common.stores.erasure.holdings import ALWAYS_KEPT

ROOT = Path(__file__).parents[3]
STANDS_IN = {"analyzer": "analyzer.graph"}
"""Where erasure is no feature of its own: the graph stands above all others, and so knows all tables."""
MESSAGING = {"consumer_positions", "alembic_version", "saga_replies", *ALWAYS_KEPT}
GRAPH_OWN = {"SchemaVersion", "GraphEdition"}
"""Nodes without a tenant: they say something about the database."""
_FOLDER = re.compile(r'f"\{tenant_id\}/([a-z-]+)/')
_CREATED = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)")
_LABELLED = re.compile(r"FOR \(n:(\w+)\)")


def declared_by(service: str) -> ModuleType:
    """The module in which a service declares what it keeps."""
    return import_module(f"{STANDS_IN.get(service, service)}.erasure.holdings")


def source(service: str) -> Path:
    return ROOT / "services" / service / "src" / service


def tables_of(service: str) -> dict[str, Table]:
    """Every table that a module of the service declares, by name; those of messaging and sagas apart."""
    found: dict[str, Table] = {}
    for path in source(service).rglob("tables.py"):
        if "lexicon" in path.parts or "rules" in path.parts:
            continue
        module = import_module(".".join((service, *path.relative_to(source(service)).with_suffix("").parts)))
        for value in vars(module).values():
            if isinstance(value, MetaData):
                found |= value.tables
            if isinstance(value, Table):
                found[value.name] = value
    return {name: table for name, table in found.items() if name not in MESSAGING}


def elsewhere_of(service: str) -> set[str]:
    """Every collection, table of ClickHouse, label and folder of a bucket that the service has."""
    texts = [path.read_text(encoding="utf-8") for path in source(service).rglob("*.py")]
    found = {f"s3:{folder}" for text in texts for folder in _FOLDER.findall(text)}
    if service == "collector":
        found |= {f"mongodb:{name}" for name in INDEXES}
    if service == "analytics":
        made = {name for step in clickhouse_migrations() for sql in step.up for name in _CREATED.findall(sql)}
        found |= {f"clickhouse:{name}" for name in made | TABLES}
    if service == "analyzer":
        scripts = (source(service) / "migrations" / "neo4j").glob("V*.cypher")
        made = {label for script in scripts for label in _LABELLED.findall(script.read_text(encoding="utf-8"))}
        found |= {f"neo4j:{label}" for label in (made | set(LABELS)) - GRAPH_OWN}
    return found
