"""What a reader read of the same pages is taken again: a model would word it otherwise, and the panel would change."""

from typing import Any

import pytest

from analyzer.shared.judged import Judged
from analyzer.sites.handlers import Analyst, analyze_website, keep_page
from analyzer.sites.rules.analysis import Site, WebsiteAnalysis, analyse_website
from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.collector import PageScraped
from common.contracts.simulator import AnalyzeWebsite
from common.primitives.ids import uuid7

from ..service import Service

pytestmark = pytest.mark.engines


class Moody:
    """A reader that words everything otherwise each time, as models do; it may give up at first."""

    def __init__(self, version: str = "moody-1@0", *, gives_up: bool = False) -> None:
        self.version = version
        self.read = 0
        self._gives_up = gives_up

    async def analyse(self, site: Site) -> Judged[WebsiteAnalysis]:
        self.read += 1
        summary = f"As read for the {self.read}. time."
        reason = "the model took too long" if self._gives_up and self.read == 1 else None
        return Judged(analyse_website(site).model_copy(update={"summary": summary}), self.version, reason)


async def crawled(service: Service, reader: Moody, **changes: Any) -> WebsiteAnalyzed:
    """The site is read for one more audit; what was announced."""
    crawl = uuid7()
    await keep_page(service.own(PageScraped, crawl_id=crawl, **changes), unit=service.unit)
    command = service.own(AnalyzeWebsite, saga_id=uuid7(), crawl_id=crawl)
    await analyze_website(command, unit=service.unit, analyst=Analyst(reader, service.clock))
    return (await service.outbox(WebsiteAnalyzed))[-1]


async def test_the_same_pages_are_not_read_again_by_the_same_reader(service: Service) -> None:
    reader = Moody()
    first, second = await crawled(service, reader), await crawled(service, reader)
    assert (reader.read, second.summary, second.analyzer_version) == (1, first.summary, first.analyzer_version)
    assert first.analysis_id != second.analysis_id


async def test_a_changed_page_or_another_reader_is_read_anew(service: Service) -> None:
    reader, other = Moody(), Moody("moody-2@0")
    await crawled(service, reader)
    await crawled(service, reader, text="Lumapost is e-mail marketing for shops, and now for clubs.")
    await crawled(service, other)
    assert (reader.read, other.read) == (2, 1)


async def test_what_had_to_be_given_up_is_tried_again(service: Service) -> None:
    reader = Moody(gives_up=True)
    await crawled(service, reader)
    await crawled(service, reader)
    await crawled(service, reader)
    assert reader.read == 2
