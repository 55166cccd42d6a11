"""What reports exports of an organisation, and what stays out."""

from common.exports.declared import DELIVERY, QUEUE, Exported, Exports
from common.exports.sources import Bucket, Sources, files_of_folder, of_tables
from common.stores.postgres import Database
from reports.erasure.holdings import OF_TENANT

_SECRET = "what messages to this address are signed with, sealed"  # noqa: S105 - the reason, not a secret
_AUDIT = "an audit, as reports were made of it"

EXPORTS = Exports(
    "reports",
    taken={
        "reports": Exported("Reports, with all that they say."),
        "report_files": Exported("Which files a report has."),
        "templates": Exported("Which sections reports have."),
        "audit_requests": Exported(f"What was ordered of {_AUDIT}."),
        "audit_figures": Exported(f"Figures of {_AUDIT}."),
        "audit_analyses": Exported(f"What the website was understood to be in {_AUDIT}."),
        "audit_plans": Exported(f"Conversations of {_AUDIT}."),
        "audit_answers": Exported(f"Answers of {_AUDIT}."),
        "audit_readings": Exported(f"Readings of the answers of {_AUDIT}."),
        "webhooks": Exported(
            "Where events are sent.", without={"secret": _SECRET, "previous_secret": _SECRET}
        ),
        "webhook_deliveries": Exported("Events that were sent, and how that went."),
        "s3:exports": Exported("A file of a report."),
    },
    left={**DELIVERY, "webhook_jobs": QUEUE},
)  # fmt: skip


def sources(database: Database, objects: Bucket) -> Sources:
    """Where its rows come from."""
    [place] = OF_TENANT.places
    return Sources(of_tables(database, OF_TENANT, EXPORTS), {str(place): files_of_folder(objects, place)})
