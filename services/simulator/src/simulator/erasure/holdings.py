"""What simulator keeps of a website, and of an organisation."""

from common.exports.tables import OF_EXPORTS
from common.saga.tables import saga_deadlines, saga_history, sagas
from common.stores.erasure.holdings import Holdings, Rows
from common.stores.erasure.tenants import MESSAGING, TOMBSTONES, TenantHoldings, TenantRows, folder
from common.stores.postgres.tables import saga_replies
from simulator.audits.tables import audit_progress, audits
from simulator.plans.tables import conversations, icp_facts, icps, plans, prompts, website_analyses
from simulator.runs.tables import llm_responses, runs, turns
from simulator.shared.tables import jobs

HOLDINGS = Holdings(
    rows=(
        Rows(llm_responses, "run_id", of=runs),
        Rows(turns, "run_id", of=runs),
        Rows(jobs, "parent_id", of=runs),
        Rows(runs),
        Rows(jobs, "parent_id", of=plans),
        Rows(prompts, "conversation_id", of=conversations),
        Rows(conversations),
        Rows(icp_facts),
        Rows(icps),
        Rows(plans),
        Rows(website_analyses),
        Rows(audit_progress, "audit_id", of=audits),
        Rows(sagas, "id", of=audits),
        Rows(saga_deadlines, "saga_id", of=audits),
        Rows(saga_history, "saga_id", of=audits),
        Rows(saga_replies, "saga_id", of=audits),
        Rows(audits),
    ),
    elsewhere=frozenset({"s3:llm-responses"}),
    kept={"cost_ledger": "what was paid for: ids of runs, models, tokens and cost, and no word that was said"},
)
"""A saga goes before its deadline: a move that is under way puts a new one there, and is waited for."""

_TABLES = (
    llm_responses, turns, jobs, runs, prompts, conversations, icp_facts, icps, plans, website_analyses,
    audit_progress, sagas, saga_deadlines, saga_history, audits,
)  # fmt: skip
OF_TENANT = TenantHoldings(
    rows=(
        *MESSAGING,
        *OF_EXPORTS,
        *map(TenantRows, _TABLES),
    ),
    places=(folder("llm-responses"),),
    kept={**TOMBSTONES, **HOLDINGS.kept},
)
