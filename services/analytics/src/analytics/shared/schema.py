"""Migrations of ClickHouse: numbered SQL files with an undo each, recorded with a checksum."""

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files

from analytics.shared.clickhouse import ClickHouse

_FILE = re.compile(r"(\d{4})_(\w+)\.up\.sql")
_VERSIONS = """
CREATE TABLE IF NOT EXISTS schema_versions
(
    version UInt32,
    name String,
    checksum String,
    applied Bool,
    changed_at DateTime64(6, 'UTC') DEFAULT now64(6)
)
ENGINE = ReplacingMergeTree(changed_at)
ORDER BY version
"""


class SchemaDrift(Exception):  # noqa: N818 - a state of the database
    """The database was migrated by files that are not these."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: what it does, and how it is undone."""

    version: int
    name: str
    up: tuple[str, ...]
    down: tuple[str, ...]

    @property
    def checksum(self) -> str:
        """SHA-256 of the step's statements."""
        return hashlib.sha256("\x1f".join(self.up).encode()).hexdigest()


def migrations() -> tuple[Migration, ...]:
    """All steps, in order."""
    folder = files("analytics") / "migrations" / "clickhouse"
    found = []
    for entry in folder.iterdir():
        if match := _FILE.fullmatch(entry.name):
            undo = folder / entry.name.replace(".up.sql", ".down.sql")
            up, down = (_statements(each.read_text(encoding="utf-8")) for each in (entry, undo))
            found.append(Migration(int(match[1]), match[2], up, down))
    return tuple(sorted(found, key=lambda step: step.version))


def _statements(sql: str) -> tuple[str, ...]:
    code = "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    return tuple(statement.strip() for statement in code.split(";") if statement.strip())


def upgrade(clickhouse: ClickHouse) -> list[int]:
    """Apply what is missing; the versions applied. ``SchemaDrift`` where an applied file was changed since.

    ClickHouse has no transactions over statements: a step that broke off is repaired by its undo, then applied whole.
    """
    clickhouse.command(_VERSIONS)
    known = _applied(clickhouse)
    done = []
    for step in migrations():
        if step.version not in known:
            _run(clickhouse, step.down)
            _run(clickhouse, step.up)
            _record(clickhouse, step, applied=True)
            done.append(step.version)
        elif known[step.version] != step.checksum:
            raise SchemaDrift(f"migration {step.version:04} of ClickHouse was changed after it was applied")
    return done


def downgrade(clickhouse: ClickHouse) -> list[int]:
    """Undo everything, last step first; the versions undone."""
    clickhouse.command(_VERSIONS)
    known = _applied(clickhouse)
    done = []
    for step in reversed(migrations()):
        if step.version in known:
            _run(clickhouse, step.down)
            _record(clickhouse, step, applied=False)
            done.append(step.version)
    return done


def _applied(clickhouse: ClickHouse) -> dict[int, str]:
    rows = clickhouse.select("SELECT version, checksum FROM schema_versions FINAL WHERE applied", {})
    return {row["version"]: row["checksum"] for row in rows}


def _run(clickhouse: ClickHouse, statements: tuple[str, ...]) -> None:
    for statement in statements:
        clickhouse.command(statement)


def _record(clickhouse: ClickHouse, step: Migration, *, applied: bool) -> None:
    clickhouse.insert_now(
        "schema_versions",
        ["version", "name", "checksum", "applied"],
        [[step.version, step.name, step.checksum, applied]],
    )
