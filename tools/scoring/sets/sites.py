"""The set ``web_pages``: what business a page belongs to, as a person read it, and what the analysis says of it alone.

The pages are the public set's; the labels are the project's own (``gold/web-pages.tsv``). More than one label stands
where more than one can be defended. A crawl has more pages than one, so the figures are those of the hardest case.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analyzer.sites.rules.analysis import Site, WebsiteAnalysis, WebsitePage, analyse_website
from scoring.gold import FOLDER
from scoring.labelled import shares, table

SET = "web_pages"
LABELS = FOLDER / "web-pages.tsv"


def rows(folder: Path) -> list[dict[str, Any]]:
    """Accuracy of the industry and of the business model per part; ``folder`` holds the sets.

    Raises FileNotFoundError where the set is absent.
    """
    with gzip.open(folder / SET / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = {page["id"]: page for page in map(json.loads, lines)}
    labels = table(LABELS)
    return [
        line
        for part in ("development", "held_out")
        for line in _part(part, [(_analysed(pages[one["id"]]), one) for one in labels if one["part"] == part])
    ]


def _analysed(page: Mapping[str, Any]) -> WebsiteAnalysis:
    read = WebsitePage(page["url"], page["title"], None, (), page["main_content"], "other", None)
    return analyse_website(Site.of([read], page["url"]))


def _part(part: str, read: Sequence[tuple[WebsiteAnalysis, Mapping[str, str]]]) -> Iterator[dict[str, Any]]:
    right = {
        "industry_accuracy": [found.industry in one["industries"].split(", ") for found, one in read],
        "business_model_accuracy": [found.business_model in one["models"].split(", ") for found, one in read],
    }
    return shares(SET, part, right)
