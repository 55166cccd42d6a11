"""``python -m stored.making NAME`` (``PYTHONPATH=tests``): run a small audit and keep what it leaves in each store."""

import argparse
import json
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from . import stores
from .asking import answers
from .story import tell
from .world import no_secret, running

KEPT = Path(__file__).parents[1]


def main() -> int:
    """Make ``tests/stored/NAME`` anew, but for its README."""
    parser = argparse.ArgumentParser(prog="python -m stored.making", description=__doc__)
    parser.add_argument("name", help="the folder in tests/stored, named after the rules that read the answers")
    parser.add_argument("--work", type=Path, help="where the stack keeps its data; it stays there")
    chosen = parser.parse_args()
    work = chosen.work or Path(tempfile.mkdtemp(prefix="stored-"))
    made = work / "made"
    with running(work / "stack") as world:
        told = tell(world, work)
        stack = world.stack
        lines = sorted(answers(told), key=lambda line: line["service"])
        stores.kafka(stack, made / "kafka")
        stores.postgres(stack, made / "postgres")
        stores.mongodb(stack, made / "mongodb")
        stores.neo4j(stack, made / "neo4j")
        stores.s3(stack, made / "s3")
        taken_at = datetime.now(UTC)
        dead_letter_keys = no_secret("reports_dead_letters")
    stores.clickhouse(work / "stack" / "clickhouse", made / "clickhouse")
    for service in sorted({line["service"] for line in lines}):
        stores.write(made / "said" / f"{service}.jsonl", (line for line in lines if line["service"] == service))
    about = {"taken_at": taken_at.isoformat(), "website": told.website, "audits": told.audits}
    about |= {"rescoring": told.rescoring, "reports_dead_letters": dead_letter_keys}
    (made / "about.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    _put(made, KEPT / chosen.name)
    print(f"{stores.size(KEPT / chosen.name) / 1e6:.2f} MB in {KEPT / chosen.name}; the stack's data are in {work}")
    return 0


def _put(made: Path, place: Path) -> None:
    place.mkdir(exist_ok=True)
    for part in made.iterdir():
        target = place / part.name
        if target.is_dir():
            shutil.rmtree(target)
        shutil.move(part, target)


if __name__ == "__main__":
    sys.exit(main())
