"""``python -m scoring.sites``: how well the rules understand the example sites, development and blind ones apart."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from rich.console import RenderableType

from scoring.sites import showing
from scoring.sites.careful import read_carefully
from scoring.sites.confirming import PlanMarks, confirmed, plan_marks
from scoring.sites.gold import FOLDER, Split, gold_files, load_gold
from scoring.sites.marks import Marks, marked, marks_of
from scoring.sites.reading import site_of
from scoring.sites.totals import plan_totals, totals

SPLITS: tuple[Split, ...] = get_args(Split)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores; 0, whatever they are: the targets are judged by people. 2 where what is asked is refused."""
    chosen = _parser().parse_args(arguments)
    files = gold_files(chosen.folder)
    if chosen.site:
        files = {slug: file for slug, file in files.items() if slug == chosen.site}
    golds = {slug: load_gold(file) for slug, file in files.items()}
    if not golds:
        return _refused("There is no such site.")
    if chosen.show and not chosen.site:
        return _refused("--show needs --site.")
    if chosen.show and not chosen.blind and any(gold.split == "blind" for gold in golds.values()):
        return _refused("This site is a blind one: what is found on it is not for development (--blind shows it).")
    marks = [marks_of(slug, gold, chosen.folder / slug) for slug, gold in golds.items()]
    if chosen.careful:
        marks = [_carefully(one, chosen.folder) for one in marks]
    if chosen.confirmed:
        marks = [_confirmed(one, chosen.folder) for one in marks]
    planned = chosen.confirmed or chosen.careful
    plans = [plan_marks(one.slug, one.gold, one.found) for one in marks if planned and one.found]
    if chosen.show:
        showing.print_all([*map(showing.found_against_gold, marks), *map(showing.openings_of, plans)])
        return 0
    _print(marks, plans, as_lines=chosen.json)
    return 0


def _refused(why: str) -> int:
    sys.stderr.write(why + "\n")
    return 2


def _confirmed(one: Marks, folder: Path) -> Marks:
    found = confirmed(one.gold, one.found) if one.found else None
    return marked(one.slug, one.gold, found, folder / one.slug)


def _carefully(one: Marks, folder: Path) -> Marks:
    site = site_of(folder / one.slug, one.gold.url)
    found = read_carefully(one.gold, site, one.found) if one.found else None
    return marked(one.slug, one.gold, found, folder / one.slug)


def _print(marks: Sequence[Marks], plans: Sequence[PlanMarks], *, as_lines: bool) -> None:
    shown: list[RenderableType] = []
    after = ", and the plans then" if plans else ""
    for split in SPLITS:
        own = [one for one in marks if one.gold.split == split]
        planned = [one for one in plans if one.gold.split == split]
        if not own:
            continue
        figures = [*totals(split, own), *(plan_totals(split, planned) if planned else ())]
        if as_lines:
            sys.stdout.writelines(line + "\n" for line in showing.lines(own, figures))
        shown.append(showing.facts_by_site(own, f"Example sites, {split}{after}"))
        shown.append(showing.lists_by_site(own, f"Hits / entries + false findings, {split}{after}"))
        shown += [showing.plans_by_site(planned, f"Plans, {split}{after}")] if planned else []
        shown.append(showing.in_all(figures, f"{len(own)} sites, {split}{after}"))
    if not as_lines:
        showing.print_all(shown)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring.sites", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="folder of the sites and their gold files")
    parser.add_argument("--site", metavar="SLUG", help="this site alone")
    parser.add_argument("--show", action="store_true", help="found against gold, for development sites")
    parser.add_argument("--blind", action="store_true", help="--show of a blind site too")
    parser.add_argument("--confirmed", action="store_true", help="after four answers of a person, and the plans then")
    parser.add_argument(
        "--careful",
        action="store_true",
        help="with a double of a model that reads as the gold does, and its plans",
    )
    parser.add_argument("--json", action="store_true", help="a line per figure")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
