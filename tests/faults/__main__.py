"""``make faults``: the tier alone; JSON lines of what was done and of each invariant; exit code 1 where one broke."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import pytest


def main() -> int:
    """Run the tier with a seed; what pytest says goes to the standard error."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--seed", type=int, help="play the moments of an earlier run again")
    parser.add_argument("--kills", default="40,40,10", help="of Connect, of consumers, of PostgreSQL (40,40,10)")
    parser.add_argument("--hits", type=int, default=3, help="die at each failpoint's first hits, so many (3)")
    parser.add_argument("--only", help="the tests whose name holds this (all)")
    chosen = parser.parse_args()
    if chosen.seed is not None:
        os.environ["BRANDMON_FAULTS_SEED"] = str(chosen.seed)
    os.environ["LAB_KILLS"], os.environ["LAB_HITS"] = chosen.kills, str(chosen.hits)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.jsonl"
        os.environ["BRANDMON_FAULTS_REPORT"] = str(report)
        out = os.dup(1)
        os.dup2(2, 1)
        only = ["-k", chosen.only] if chosen.only else []
        code = pytest.main(["-q", "-p", "no:cacheprovider", *only, str(Path(__file__).parent)])
        os.dup2(out, 1)
        if report.exists():
            sys.stdout.write(report.read_text())
    return int(code)


if __name__ == "__main__":
    raise SystemExit(main())
