"""``python -m scoring``: how well the extraction reads the gold corpus, beside a plain substring matcher."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from scoring.agreement import agreement, blind, load_second
from scoring.agreement import chosen as twice
from scoring.gold import FOLDER, load
from scoring.measures import Figure, Pair, Reader, asked, by_rules, confusion, errors, figures, read, substring
from scoring.paired import differences
from scoring.results import labelled, load_results, results, write_results
from scoring.sets import answers, comparative, discovery, phrasings, planned, prompts, shop, sites, use
from scoring.sets.prompts import load_prompts, read_twice, scores, scores_of
from scoring.with_judge import judge_of, judge_rows

SECOND = FOLDER / "second-pass"
PROMPTBEACON = Path(__file__).parents[2] / "benchmarks" / "contestants" / "by_promptbeacon.py"
READERS: Mapping[str, Reader] = {"this engine": by_rules, "substring": substring}
SETS: Sequence[Any] = (answers, shop, discovery, comparative, sites)
SHOWN = ("mention_f1", "false_mentions", "presence_accuracy", "rank_exact")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores; 0, whatever they are: the targets are judged by people."""
    chosen = _parser().parse_args(arguments)
    if chosen.results or chosen.against:
        return _beside(chosen.results, chosen.against)
    if chosen.cases:
        return use.show(chosen.cases, chosen.errors)
    gold = load(FOLDER)
    if chosen.blind:
        sys.stdout.writelines(json.dumps(blind(row), ensure_ascii=False) + "\n" for row in twice(gold))
        return 0
    rows = [row for row in gold if chosen.part in ("all", row.part)][: chosen.most]
    readings = {name: read(rows, reader) for name, reader in READERS.items()}
    if chosen.promptbeacon:
        told = asked([str(chosen.promptbeacon), str(PROMPTBEACON)], rows)
        readings["promptbeacon"] = read(rows, lambda row: told[row.id])
    if chosen.judge:
        judged = asyncio.run(judge_rows(rows, judge_of(chosen.judge)))
        readings["with the judge"] = read(rows, lambda row: judged.states[row.id])
        sys.stderr.write(f"{judged}\n")
    pairs = readings["this engine"]
    console = Console()
    both = agreement(gold, load_second(SECOND))
    used = use.read(use.load(FOLDER / use.SET))
    if chosen.json:
        lines = [*_lines(figures(pairs), f"gold-{chosen.part}"), *_lines(both, "gold"), *_of_sets(chosen.datasets)]
        lines += use.lines(used)
        sys.stdout.writelines(json.dumps(line) + "\n" for line in lines)
        return 0
    console.print(
        _scores({name: figures(one) for name, one in readings.items()}, f"gold, {chosen.part}: {len(rows)} answers")
    )
    console.print(_scores({"first and second reader": both}, "Agreement", all_of_it=True))
    if public := _of_sets(chosen.datasets):
        console.print(_public(public))
    console.print(*use.tables(used))
    if chosen.confusion:
        console.print(_matrix(pairs))
    _print_errors(console, pairs, chosen.errors)
    return 0


def _print_errors(console: Console, pairs: Sequence[Pair], most: int) -> None:
    for row, label, state in errors(pairs)[:most]:
        said = f"{label.presence}/{label.rank} read as {state.presence}/{state.rank}"
        console.print(f"[bold]{row.id}[/] {escape(label.brand.name)}: {said}\n  {escape(row.answer[:300])}")


def _beside(kept: Path | None, other: Path | None) -> int:
    """Every answer read anew, kept in ``kept``, and beside the readings in ``other``: 1 where a figure falls."""
    read_now = [*results(labelled(FOLDER)), *_of_prompts()]
    if kept:
        write_results(read_now, kept)
    found = differences(load_results(other), read_now) if other else []
    table = Table("set", "part", "metric", "n", "old", "new", "new less old, 95 %", title="Against an older reading")
    for one in found:
        interval = f"{one.low:+.4f} to {one.high:+.4f}" + (" falls" if one.falls else "")
        table.add_row(one.set, one.part, one.metric, str(one.n), f"{one.old:.4f}", f"{one.new:.4f}", interval)
    if found:
        Console().print(table)
    return int(any(one.falls for one in found if one.part == "held-out"))


def _of_prompts() -> Iterator[dict[str, Any]]:
    for name in ("prompts", "prompts-unseen"):
        yield from prompts.results(name, load_prompts(FOLDER / f"{name}.tsv"))
    yield from planned.results(planned.load_planned(FOLDER / "prompts-plans.tsv"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring", description=__doc__)
    parser.add_argument("--part", choices=("dev", "held-out", "all"), default="dev")
    parser.add_argument("--json", action="store_true", help="one line per figure of this engine")
    parser.add_argument("--confusion", action="store_true", help="the confusion matrix of presence")
    parser.add_argument("--promptbeacon", type=Path, metavar="PYTHON", help="its interpreter: a column beside ours")
    parser.add_argument("--judge", metavar="MODEL", help="a column of this engine with a model's opinion on top")
    parser.add_argument("--most", type=int, metavar="N", help="only the first N answers: models are slow")
    parser.add_argument("--datasets", type=Path, help="folder of public sets")
    parser.add_argument("--blind", action="store_true", help="the second pass's rows without labels, no score")
    parser.add_argument("--results", type=Path, metavar="FILE", help="write what is read in each answer and prompt")
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with such a file of another commit")
    parser.add_argument("--cases", type=Path, metavar="FILE", help="score the cases of a file, and nothing else")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="the N worst errors")
    return parser


def _of_sets(folder: Path | None) -> list[dict[str, Any]]:
    """Figures of prompts, phrasings, and each public set in ``folder``; one that is absent is named."""
    some = load_prompts(FOLDER / "prompts.tsv")
    found = scores(some) + read_twice(some, load_prompts(SECOND / "prompts.tsv"))
    found += scores_of("unseen", load_prompts(FOLDER / "prompts-unseen.tsv"))
    found += planned.scores(planned.load_planned(FOLDER / "prompts-plans.tsv"))
    found += planned.scores_of("unseen", planned.load_planned(FOLDER / "prompts-plans-unseen.tsv"))
    found += phrasings.rows(FOLDER / phrasings.SET)
    for one in SETS if folder else ():
        try:
            found += one.rows(Path(str(folder)))
        except FileNotFoundError as absent:
            sys.stderr.write(f"{one.SET} is left out: {absent.filename} is not there.\n")
    return found


def _public(lines: Sequence[dict[str, Any]]) -> Table:
    table = Table("set", "part", "metric", "n", "value", title="Prompts, phrasings and public sets")
    for one in lines:
        table.add_row(one["set"], one["category"], one["metric"], str(one["n"]), f"{one['value']:.3f}")
    return table


def _lines(measured: Sequence[Figure], of: str) -> list[dict[str, Any]]:
    return [
        {"set": of, "category": one.category, "metric": one.metric, "value": one.rounded, "n": one.n}
        for one in measured
    ]


def _scores(results: Mapping[str, Sequence[Figure]], title: str, *, all_of_it: bool = False) -> Table:
    table = Table("category", "metric", "n", *results, title=title)
    for same in zip(*results.values(), strict=True):
        first = same[0]
        if first.n and (all_of_it or first.category == "all" or first.metric in SHOWN):
            table.add_row(first.category, first.metric, str(first.n), *(_cell(one) for one in same))
    return table


def _cell(figure: Figure) -> str:
    if figure.value is None:
        return "–"
    interval = "" if figure.low is None else f"  {figure.low:.2f}–{figure.high:.2f}"
    return f"{figure.value:.3f}{interval}"


def _matrix(pairs: Sequence[Pair]) -> Table:
    names = ("ignored", "mentioned", "compared", "trusted", "recommended")
    counts = confusion(pairs)
    table = Table("label / read as", *names, title="Presence")
    for label in names:
        table.add_row(label, *(str(counts[label, said]) for said in names))
    return table


if __name__ == "__main__":
    raise SystemExit(main())
