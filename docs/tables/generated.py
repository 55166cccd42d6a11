"""What the scripts beside this one share: a page is written, or held against what is committed."""

import sys
from pathlib import Path


def write_or_check(target: Path, page: str, script: str) -> int:
    """Write ``page`` to ``target``, or with ``--check`` say that what is there is stale; the exit code."""
    if "--check" not in sys.argv:
        target.write_text(page, encoding="utf-8")
        return 0
    if target.exists() and target.read_text(encoding="utf-8") == page:
        return 0
    name = target.relative_to(Path(__file__).parents[2])
    sys.stderr.write(f"{name} is not what the code says: run python docs/tables/{script}\n")
    return 1
