"""What collector keeps of a website."""

from collector.shared.schema import AUDITS, CRAWL_JOBS, PAGES, SNAPSHOTS, WEBSITES
from common.stores.erasure.holdings import Holdings

HOLDINGS = Holdings(
    elsewhere=frozenset(
        {*(f"mongodb:{name}" for name in (AUDITS, CRAWL_JOBS, PAGES, SNAPSHOTS, WEBSITES)), "s3:scraped-content"}
    )
)
"""A website's document goes at once, when it is deleted: its absence is the tombstone, as ids don't come again."""
