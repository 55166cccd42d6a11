"""What collector exports of an organisation, and what stays out."""

from collections.abc import AsyncIterator, Iterable
from uuid import UUID

from collector.erasure.holdings import OF_TENANT
from collector.shared.schema import AUDITS, CRAWL_JOBS, PAGES, SNAPSHOTS, WEBSITES
from common.exports.declared import DELIVERY, Exported, Exports
from common.exports.sources import AT_ONCE, Bucket, RowSource, Sources, of_folder
from common.exports.writing import Row
from common.stores.mongo import ANSWERS, ERASED, FENCES, INBOX, OUTBOX, REPLIES, MongoUnit

_LEASE = "which process works on it: a token of ours"
_MESSAGING = {OUTBOX: "outbox", INBOX: "inbox", REPLIES: "saga_replies", ANSWERS: "first_answers", ERASED: "erasures"}

EXPORTS = Exports(
    "collector",
    taken={
        f"mongodb:{WEBSITES}": Exported("Websites."),
        f"mongodb:{CRAWL_JOBS}": Exported("Crawls: of which website, when, and how they ended.",
                                          without={"lease_owner": _LEASE}),
        f"mongodb:{PAGES}": Exported("Pages that were read, as the newest crawl found them."),
        f"mongodb:{SNAPSHOTS}": Exported("Pages as each crawl found them."),
        f"mongodb:{AUDITS}": Exported("Which audits run on which website."),
        "s3:scraped-content": Exported("Pages as they came, as text, and what is known of each."),
    },
    left={
        **{f"mongodb:{name}": DELIVERY[reason] for name, reason in _MESSAGING.items()},
        f"mongodb:{FENCES}": "who owns which partition: names and numbers of ours",
        "mongodb:export_jobs": DELIVERY["export_jobs"],
    },
)  # fmt: skip


def sources(unit: MongoUnit, objects: Bucket) -> Sources:
    """Where its rows come from."""
    [place] = OF_TENANT.of_engine("s3")
    kept = [each for each in OF_TENANT.of_engine("mongodb") if str(each) in EXPORTS.taken]
    rows = {str(each): _documents(unit, each.name, EXPORTS.taken[str(each)].without) for each in kept}
    return Sources({**rows, str(place): of_folder(objects, place)}, {})


def _documents(unit: MongoUnit, collection: str, without: Iterable[str]) -> RowSource:
    left = dict.fromkeys(without, False)

    async def rows(tenant_id: UUID) -> AsyncIterator[Row]:
        async with unit.db[collection].find({"tenant_id": str(tenant_id)}, left, batch_size=AT_ONCE) as found:
            async for document in found:
                yield document

    return rows
