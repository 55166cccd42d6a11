"""What sites do when told something. Each effect is one transaction with its inbox row and its messages."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from analyzer.shared.judged import Judged
from analyzer.sites import store
from analyzer.sites.analysts import WebsiteAnalyst
from analyzer.sites.announcing import analyzed
from analyzer.sites.corrections import store as facts
from analyzer.sites.rules.analysis import NothingToRead, Site, WebsiteAnalysis
from analyzer.sites.rules.reading import digest_of
from analyzer.sites.rules.said import corrected
from common.contracts.collector import PageScraped
from common.contracts.simulator import AnalyzeWebsite
from common.contracts.simulator.audit_results import AnalysisResult
from common.messaging.outcomes import NotReady
from common.primitives.clock import Clock
from common.process.telemetry import log, span
from common.saga.participant import Done, Refused, takes_part
from common.stores.postgres import Tx, UnitOfWork

PAGES_WITHIN = timedelta(seconds=60)
"""How long pages may lag behind the command that needs them; then the site is analysed from those that came."""

_log = log("sites")


@dataclass(frozen=True, slots=True)
class Analyst:
    """Who reads sites, whose clock says when, and since when this process waits for pages."""

    sites: WebsiteAnalyst
    clock: Clock
    first_tried: dict[UUID, datetime] = field(default_factory=dict)

    def waits_since(self, message_id: UUID) -> timedelta:
        """How long this process has been waiting for what a message needs: not since it was sent, for the process
        may have been away, and what it needs then waits in the log beside it."""
        now = self.clock.now()
        return now - self.first_tried.setdefault(message_id, now)


async def keep_page(event: PageScraped, *, unit: UnitOfWork) -> None:
    """Keep what an analysis may read."""
    async with unit.once(event) as tx:
        await store.add_page(tx, event)


_NO_PAGES = Refused("pages-missing", "None of the pages that were read has reached the analysis.")
_NO_TEXT = Refused(
    "no-text", "The pages of this website hold no text that could be read: they may need a browser to show it."
)


@dataclass(frozen=True, slots=True)
class Analysed:
    """An analysis, how many pages it was made from, and when."""

    judged: Judged[WebsiteAnalysis]
    pages: int
    at: datetime
    read_of: str


async def _analysed(command: AnalyzeWebsite, unit: UnitOfWork, *, analyst: Analyst) -> Analysed | Refused:
    """Read the pages of the crawl, once they are here."""
    async with unit.begin(command.tenant_id) as tx:
        pages = await store.pages_of(tx, command.crawl_id)
    if len(pages) < command.pages and analyst.waits_since(command.id) < PAGES_WITHIN:
        raise NotReady(f"{len(pages)} of {command.pages} pages are here", give_up_after=2 * PAGES_WITHIN)
    analyst.first_tried.pop(command.id, None)
    if not pages:
        return _NO_PAGES
    site = Site.of(pages, command.url, command.name)
    read_of = digest_of(site, analyst.sites.version)
    async with unit.begin(command.tenant_id) as tx:
        before = await store.read_before(tx, command.website_id, read_of)
    if before is not None:  # a model asked again would word it otherwise, and the panel would not be the same
        return Analysed(Judged(before.found, before.version), len(pages), analyst.clock.now(), read_of)
    try:
        with span("analyse website", pages=len(pages)):
            judged = await analyst.sites.analyse(site)
    except NothingToRead:
        return _NO_TEXT
    return Analysed(judged, len(pages), analyst.clock.now(), read_of)


@takes_part(after=_analysed)
async def analyze_website(command: AnalyzeWebsite, tx: Tx, found: Analysed) -> Done:
    """Say what a business does."""
    said = await facts.said_of(tx, command.website_id)
    value = corrected(found.judged.value, said.facts)
    own = store.analysis_id_of(command, found.judged.version)
    kept = store.KeptAnalysis(
        own, command.website_id, command.audit_id, command.crawl_id, found.judged.version, found.at, said.revision,
        found.judged.value, value, found.judged.fallback_reason, found.read_of,
    )  # fmt: skip
    await store.add_analysis(tx, kept)
    tx.emit(analyzed(kept, tx.tenant_id))
    _log.info("website analysed", audit_id=str(command.audit_id), pages=found.pages, version=found.judged.version)
    return Done(AnalysisResult(analysis_id=own, pages=found.pages))
