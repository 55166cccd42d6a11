"""Who analyses sites: rules, or a model whose word is checked and which rules stand behind."""

import asyncio
from pathlib import Path
from typing import Protocol

from analyzer.shared.judged import Judged
from analyzer.sites.rules.analysis import ANALYZER_VERSION, Site, WebsiteAnalysis, analyse_website
from analyzer.sites.rules.by_model import ReadByModel, proven, reading_prompt
from common.asking import TOLD_HERE, Ask, Unanswered, asked
from common.english import ENGLISH
from common.primitives.versions import derived_version

_RULES = Path(__file__).parent / "rules"
MODEL_VERSION = derived_version("llm-3", TOLD_HERE, _RULES, ENGLISH, Path(__file__))
"""The version of what a model reads of a site: what it is told, and how its word is checked."""


class WebsiteAnalyst(Protocol):
    """Reads what a business does out of its pages. ``version`` names who reads, when all goes well."""

    @property
    def version(self) -> str: ...  # noqa: D102

    async def analyse(self, site: Site) -> Judged[WebsiteAnalysis]:
        """The analysis; ``NothingToRead`` where no page has text."""
        ...


class RuleAnalyst:
    """Rules over the text itself: no key, no network, the same result every time."""

    version = ANALYZER_VERSION

    async def analyse(self, site: Site) -> Judged[WebsiteAnalysis]:
        """See ``WebsiteAnalyst``; in a thread, as a large site takes seconds."""
        return Judged(await asyncio.to_thread(analyse_website, site), ANALYZER_VERSION)


class ModelAnalyst:
    """A model's reading. Its JSON is validated, repaired at most once, and held against the site's own text.

    Where that fails, or takes longer than ``within_s`` seconds, the rules' result stands and the reason is recorded.
    """

    version = MODEL_VERSION

    def __init__(self, ask: Ask, rules: RuleAnalyst, *, within_s: float = 20.0) -> None:
        self._ask = ask
        self._rules = rules
        self._within_s = within_s

    async def analyse(self, site: Site) -> Judged[WebsiteAnalysis]:
        """See ``WebsiteAnalyst``."""
        fallback = await self._rules.analyse(site)
        prompt = reading_prompt(site, fallback.value)
        read = await asked(self._ask, prompt, ReadByModel, within_s=self._within_s)
        if isinstance(read, Unanswered):
            return Judged(fallback.value, fallback.version, read.reason)
        return Judged(proven(read, site, fallback.value), MODEL_VERSION)
