"""How long a site of fifty pages takes to be understood by rules, and fifty conversations to be planned from it.

The pages are those of the English example sites, read as one site: varied prose, not one page repeated.
Processor time is counted, so that what else runs on the machine does not. The first run, which loads word lists, is
told apart.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from analyzer.sites.announcing import analyzed
from analyzer.sites.rules.analysis import Site, WebsiteAnalysis, WebsitePage, analyse_website
from analyzer.sites.store import KeptAnalysis
from benchmarks.measure import Measure
from common.contracts.vocabulary import Panel
from common.primitives.clock import SystemClock
from common.primitives.ids import derived_id
from scoring.sites.reading import site_of
from simulator.plans.rules.planning import plan_of

NAMES = ("analysis_50_pages_s", "plan_50_conversations_s")
PAGES = 50
T = TypeVar("T")
SITES = Path(__file__).parents[1] / "examples" / "sites"


def measure(runs: int) -> Iterator[Measure]:
    """Both, with how long the first run took beside."""
    site = _large_site()
    words = sum(len(page.text.split()) for page in site.pages)
    first, times, found = _timed(lambda: analyse_website(site), runs)
    yield Measure.of("analysis_50_pages_s", "s", times, pages=len(site.pages), words=words, first_run_s=round(first, 2))
    event = analyzed(_kept(found), derived_id("tenant"))
    first, times, plan = _timed(lambda: plan_of(event, Panel(icps=5, conversations=10), "en"), runs)
    conversations = len(plan.conversations)
    yield Measure.of("plan_50_conversations_s", "s", times, conversations=conversations, first_run_s=round(first, 2))


def _large_site() -> Site:
    """One site out of the English examples: the home page of the first, then everybody's pages."""
    pages: list[WebsitePage] = []
    for folder in sorted(path for path in SITES.iterdir() if path.is_dir()):
        own = site_of(folder, "https://www.manifold.example/").pages
        pages += [page for page in own if page.language == "en"]
    return Site.of(pages[:PAGES], "https://www.manifold.example/")


def _kept(found: WebsiteAnalysis) -> KeptAnalysis:
    ids = (derived_id(name) for name in ("analysis", "website", "audit", "crawl"))
    return KeptAnalysis(*ids, "benchmark", SystemClock().now(), 0, found, found)


def _timed(work: Callable[[], T], runs: int) -> tuple[float, list[float], T]:
    """Processor seconds of the first run and of ``runs`` further ones, and what came of the last."""
    times: list[float] = []
    made: list[T] = []
    for _ in range(runs + 1):
        began = time.process_time()
        made = [work()]
        times.append(time.process_time() - began)
    return times[0], times[1:], made[0]
