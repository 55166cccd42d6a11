"""One site's analysis against its gold file.

Offerings, segments, rivals, places: a finding matches an entry by its words; findings and entries are paired one to
one. A second finding of an entry that has its pair is neither a hit nor false. Nor is the model of a brand that a shop
sells: the gold lists what it offers, not its stock.

Problems: the analysis's problems, features and value propositions against the gold's stems. A site says more true
things of itself than the twelve that a gold file lists, so only what the file can judge counts for precision: a hit,
and a finding that holds nothing of all that the file knows (no problem, topic, offering, segment or place), which is
false. What is plainly about the business but none of the listed problems is left out. Recall counts every entry.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.sites.rules.analysis import NothingToRead, Site, WebsiteAnalysis, analyse_website
from analyzer.sites.rules.said import asked_for
from scoring.sites.gold import Gold
from scoring.sites.reading import site_of
from scoring.sites.statements import Statement, named, statements_of, surroundings, verdict_on
from scoring.sites.wording import Fits, holds, matched, overlap, same, speaks_of

FIRST = 3
SELLS_TO = {"b2b": "b2b", "b2c": "b2c", "b2b2c": "both", "marketplace": "both", "both": "both"}


@dataclass(frozen=True, slots=True)
class Tally:
    """Pairs of findings and entries: ``hits`` of ``wanted`` entries, among ``said`` findings that could be judged."""

    hits: int
    wanted: int
    said: int
    found: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """How well one site was understood. ``asked``: the fields a person is asked for; with any, nothing is measured.

    ``right`` holds yes or no by measure. ``silent``: a wrong name, kind or category, and nobody is asked.
    """

    slug: str
    gold: Gold
    found: WebsiteAnalysis | None
    asked: tuple[str, ...]
    verdict: str
    right: dict[str, bool]
    silent: dict[str, bool]
    tallies: dict[str, Tally]
    statements: tuple[Statement, ...]

    @property
    def wrong(self) -> tuple[Statement, ...]:
        """The wrong statements."""
        return tuple(one for one in self.statements if one.wrong)


def marks_of(slug: str, gold: Gold, folder: Path) -> Marks:
    """Read the pages in ``folder``, analyse them, and hold the analysis against ``gold``. Raises FewPages."""
    return marked(slug, gold, analysed(site_of(folder, gold.url)), folder)


def analysed(site: Site) -> WebsiteAnalysis | None:
    """The analysis by the rules; None where no page has text."""
    try:
        return analyse_website(site)
    except NothingToRead:
        return None


def marked(slug: str, gold: Gold, found: WebsiteAnalysis | None, folder: Path) -> Marks:
    """An analysis held against ``gold``; of nothing read, everything is missed and everything is asked."""
    if found is None:
        nothing = dict.fromkeys(("name", "kind", "sells to", "local", "category", "category in three"), False)
        silent = dict.fromkeys(("name", "kind", "category"), False)
        tallies = {name: Tally(0, len(entries), 0) for name, entries in _entries(gold).items()}
        return Marks(slug, gold, None, ("name", "kind", "category"), "nothing", nothing, silent, tallies, ())
    asked = tuple(str(field) for field in asked_for(found))
    verdict = verdict_on(found.category, gold)
    right = {
        "name": any(same(found.brand.name, name) for name in gold.name),
        "kind": found.business_kind == gold.kind,
        "sells to": SELLS_TO.get(found.business_model) == gold.sells_to,
        "local": found.local == gold.local,
        "category": verdict == "accepted",
        "category in three": any(verdict_on(text, gold) == "accepted" for text in _proposed(found)),
    }
    silent = {name: not right[name] and not asked for name in ("name", "kind", "category")}
    statements = statements_of(found, gold, surroundings(folder))
    return Marks(slug, gold, found, asked, verdict, right, silent, _tallies(found, gold), statements)


def _proposed(found: WebsiteAnalysis) -> list[str]:
    """What a person would be shown as category: the one taken, and the proposals, three in all; in both numbers."""
    shown = list(dict.fromkeys([found.category, *(each.text for each in found.proposals)]))[:FIRST]
    singular = [each.singular for each in found.proposals if each.singular and each.text in shown]
    return [*shown, *singular]


def _entries(gold: Gold) -> dict[str, Sequence[Sequence[str]]]:
    return {
        "rivals": gold.rivals,
        "offerings": [entry.accepted for entry in gold.offerings],
        "segments": [entry.accepted for entry in gold.segments],
        "problems": [entry.accepted for entry in gold.problems],
        "places": [(place,) for place in gold.places],
    }


def _tallies(found: WebsiteAnalysis, gold: Gold) -> dict[str, Tally]:
    entries = _entries(gold)
    texts = {
        "rivals": [each.name for each in found.competitors],
        "offerings": [each.text for each in found.offerings],
        "segments": [each.text for each in found.target_markets],
        "places": [each.text for each in found.places],
    }
    fits: dict[str, Fits] = {"rivals": named}
    sold = [name for name, relation in gold.not_rivals if relation == "brand_sold"]

    def in_stock(text: str) -> bool:
        return any(holds(text, brand) for brand in sold)

    true = {"offerings": in_stock}
    tallies = {
        name: _tally(said, entries[name], fits.get(name, overlap), true.get(name, _never))
        for name, said in texts.items()
    }
    claims = [each.text for each in (*found.problems, *found.features, *found.value_propositions)]
    return {**tallies, "problems": _problems(list(dict.fromkeys(claims)), gold)}


def _never(_: str) -> bool:
    return False


def _tally(
    said: Sequence[str], entries: Sequence[Sequence[str]], fits: Fits, true: Callable[[str], bool] = _never
) -> Tally:
    """``true``: whether a finding that matches no entry is one the gold can't judge, so that it is not false."""
    matches = matched(said, entries, fits)
    others = [text for n, text in enumerate(said) if n not in matches.pairs and n not in matches.again]
    open_ones = [text for text in others if true(text)]
    false = [text for text in others if text not in open_ones]
    hits = len(matches.pairs)
    return Tally(
        hits,
        len(entries),
        hits + len(false),
        tuple(f"{said[n]} = {entries[entry][0]}" for n, entry in sorted(matches.pairs.items())),
        tuple(entry[0] for n, entry in enumerate(entries) if n not in matches.pairs.values()),
        tuple(false),
        (*(said[n] for n in sorted(matches.again)), *open_ones),
    )


def _problems(claims: Sequence[str], gold: Gold) -> Tally:
    def tells(text: str, stem: str) -> bool:
        return speaks_of(text, stem, gold.language)

    listed = [*gold.offerings, *gold.segments]
    known = (*gold.topics, *gold.places, *(one for entry in listed for one in entry.accepted))

    def about_it(text: str) -> bool:
        return any(tells(text, stem) for stem in known)

    return _tally(claims, [entry.accepted for entry in gold.problems], tells, about_it)
