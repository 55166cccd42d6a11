"""What simulator exports of an organisation, and what stays out."""

from common.exports.declared import DELIVERY, QUEUE, Exported, Exports
from common.exports.sources import Bucket, Sources, of_folder, of_table, of_tables
from common.stores.erasure.tenants import TenantRows
from common.stores.postgres import Database
from simulator.erasure.holdings import OF_TENANT
from simulator.runs.tables import cost_ledger

_OURS = "how our own processes steered an audit: ids and times; what came of it is in the other files"

EXPORTS = Exports(
    "simulator",
    taken={
        "audits": Exported("Audits: what was ordered by whom, and how each ended."),
        "website_analyses": Exported("Analyses of websites, as customers were made of them."),
        "icps": Exported("Ideal customers."),
        "icp_facts": Exported("What people said of ideal customers, and when."),
        "plans": Exported("Plans: which customers hold which conversations in an audit."),
        "conversations": Exported("Conversations that customers hold."),
        "prompts": Exported("What is asked in a conversation, word for word."),
        "runs": Exported("Runs: how many prompts of an audit were asked and answered."),
        "turns": Exported("Each turn of each conversation with each provider, and how it went."),
        "llm_responses": Exported("Answers of the language models, word for word."),
        "cost_ledger": Exported("What was paid to providers, by answer."),
        "audit_progress": Exported("Which parts of an audit have come in, by ids."),
        "s3:llm-responses": Exported("What was sent to providers and came back, as it was."),
    },
    left={**DELIVERY, "jobs": QUEUE, "saga_deadlines": QUEUE, "sagas": _OURS, "saga_history": _OURS},
)


def sources(database: Database, objects: Bucket) -> Sources:
    """Where its rows come from."""
    [place] = OF_TENANT.places
    rows = of_tables(database, OF_TENANT, EXPORTS)
    costs = of_table(database, TenantRows(cost_ledger), ())
    return Sources({**rows, "cost_ledger": costs, str(place): of_folder(objects, place)}, {})
