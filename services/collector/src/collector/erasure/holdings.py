"""What collector keeps of a website, and of an organisation."""

from collector.shared.schema import AUDITS, CRAWL_JOBS, EXPORT_JOBS, PAGES, SNAPSHOTS, WEBSITES
from common.stores.erasure.holdings import Holdings
from common.stores.erasure.tenants import Place, TenantHoldings, folder
from common.stores.mongo import ANSWERS, ERASED, FENCES, INBOX, OUTBOX, REPLIES

HOLDINGS = Holdings(
    elsewhere=frozenset(
        {*(f"mongodb:{name}" for name in (AUDITS, CRAWL_JOBS, PAGES, SNAPSHOTS, WEBSITES)), "s3:scraped-content"}
    ),
    kept={f"mongodb:{EXPORT_JOBS}": "exports that are under way: ids, and which files are written"},
)
"""A website's document goes at once, when it is deleted: its absence is the tombstone, as ids don't come again."""

OF_TENANT = TenantHoldings(
    places=(
        *(Place("mongodb", name) for name in (AUDITS, CRAWL_JOBS, PAGES, SNAPSHOTS, WEBSITES)),
        *(Place("mongodb", name) for name in (OUTBOX, INBOX, REPLIES, ANSWERS, EXPORT_JOBS)),
        folder("scraped-content"),
    ),
    kept={
        f"mongodb:{ERASED}": "the tombstones themselves: ids, by which late messages are known",
        f"mongodb:{FENCES}": "who owns which partition: names and numbers of ours",
    },
)
"""In MongoDB ids are texts."""
