"""Migrations of the graph: numbered scripts with their undo, recorded as SchemaVersion nodes with a checksum.

SchemaVersion is the one node without a tenant: it says something about the database, nothing about anybody in it.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from analyzer.graph.bolt import Driver, GraphDatabase, Session

_NAME = re.compile(r"(?P<kind>[VU])(?P<version>\d{3})__(?P<name>\w+)\.cypher")


_RECORD = """MERGE (v:SchemaVersion {version: $version})
SET v.name = $name, v.checksum = $checksum, v.applied_at = datetime()"""


class GraphSchemaError(Exception):
    """The graph's schema is not what these scripts made."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema and the way back."""

    version: int
    name: str
    script: str
    undo: str

    @property
    def checksum(self) -> str:
        """Of the script as it is applied."""
        return hashlib.sha256(self.script.encode()).hexdigest()


def migrations() -> tuple[Migration, ...]:
    """All steps in order; each has its undo."""
    scripts: dict[tuple[str, int], tuple[str, str]] = {}
    for file in (files("analyzer") / "migrations" / "neo4j").iterdir():
        if found := _NAME.fullmatch(file.name):
            scripts[found["kind"], int(found["version"])] = found["name"], file.read_text(encoding="utf-8")
    versions = sorted(version for kind, version in scripts if kind == "V")
    return tuple(
        Migration(version, scripts["V", version][0], scripts["V", version][1], scripts["U", version][1])
        for version in versions
    )


def connect(url: str, user: str, password: str) -> Driver:
    """A driver for a migration's time."""
    return GraphDatabase.driver(url, auth=(user, password), telemetry_disabled=True, notifications_min_severity="OFF")


def upgrade(driver: Driver, steps: Sequence[Migration] | None = None) -> int:
    """Apply what is missing; how many steps that were. ``GraphSchemaError`` where an applied script was changed."""
    applied_now = 0
    with driver.session() as session:
        known = _recorded(session)
        for step in migrations() if steps is None else steps:
            if step.version in known:
                if known[step.version] != step.checksum:
                    raise GraphSchemaError(f"graph migration {step.version:03} was changed after it had been applied")
                continue
            _run(session, step.script)
            session.run(_RECORD, version=step.version, name=step.name, checksum=step.checksum).consume()
            applied_now += 1
    return applied_now


def downgrade(driver: Driver, steps: Sequence[Migration] | None = None) -> None:
    """Undo every applied step, the last one first."""
    with driver.session() as session:
        known = _recorded(session)
        for step in reversed(migrations() if steps is None else steps):
            if step.version in known:
                _run(session, step.undo)
                session.run("MATCH (v:SchemaVersion {version: $version}) DELETE v", version=step.version).consume()


def _recorded(session: Session) -> dict[int, str]:
    rows = session.run("MATCH (v:SchemaVersion) RETURN v.version AS version, v.checksum AS checksum")
    return {row["version"]: row["checksum"] for row in rows}


def _run(session: Session, script: str) -> None:
    """Each statement by itself: changes of the schema cannot share a transaction with each other's data."""
    plain = "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("//"))
    for statement in plain.split(";"):
        if statement.strip():
            session.run(statement).consume()
