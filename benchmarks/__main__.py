"""``python -m benchmarks [--only NAME ...] [--runs N]``: a JSON line for each measure; exit code 1 where one failed."""

import argparse
from collections.abc import Callable, Iterator

from benchmarks import (
    answers,
    audit_log,
    audits,
    extraction,
    latency,
    rescoring,
    runtime,
    sagas,
    starting,
    tokens,
    understanding,
)
from benchmarks.measure import Measure, note

GROUPS: tuple[tuple[Callable[[int], Iterator[Measure]], tuple[str, ...]], ...] = (
    (starting.measure, ("second_start_s", "stack_rss_mb")),
    (latency.measure, ("commit_to_effect_p50_ms", "commit_to_effect_p95_ms")),
    (sagas.measure, ("compensation_p95_ms",)),
    (tokens.measure, tokens.NAMES),
    (runtime.measure, runtime.NAMES),
    (runtime.measure_backlog, ("backlog_rss_mb",)),
    (audit_log.measure, audit_log.NAMES),
    (audits.measure, ("audit_answers_per_s",)),
    (answers.measure, answers.NAMES),
    (rescoring.measure, rescoring.NAMES),
    (extraction.measure, extraction.NAMES),
    (understanding.measure, understanding.NAMES),
)
"""What makes measures, and which: those of one line are made in one go."""


def main() -> int:
    """Run the groups that hold a wanted measure, and write what was wanted."""
    names = [name for _, group in GROUPS for name in group]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--runs", type=int, default=5, help="how often each is measured (5)")
    chosen = parser.parse_args()
    wanted = set(chosen.only or names)
    failed = False
    for make, group in GROUPS:
        if wanted.isdisjoint(group):
            continue
        try:
            for measure in make(chosen.runs):
                if measure.measure in wanted:
                    measure.write()
        except Exception as error:  # noqa: BLE001 - said and counted; the other groups are still worth having
            note(f"{', '.join(group)} could not be measured: {type(error).__name__}: {error}")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
