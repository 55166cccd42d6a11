"""What reports keeps of a website, and of an organisation."""

from common.exports.tables import OF_EXPORTS
from common.stores.erasure.holdings import Holdings, Rows
from common.stores.erasure.tenants import MESSAGING, TOMBSTONES, TenantHoldings, TenantRows, folder
from common.stores.postgres.tables import erasures, saga_replies
from reports.archive.tables import report_files, reports, templates
from reports.audits.tables import (
    audit_analyses,
    audit_answers,
    audit_figures,
    audit_plans,
    audit_readings,
    audit_requests,
)
from reports.webhooks.tables import webhook_deliveries, webhook_jobs, webhooks

HOLDINGS = Holdings(
    rows=(
        Rows(report_files, "report_id", of=reports),
        Rows(reports),
        Rows(audit_requests),
        Rows(audit_figures),
        Rows(audit_analyses),
        Rows(audit_plans),
        Rows(audit_answers),
        Rows(audit_readings),
        Rows(webhook_jobs, "id", of=webhook_deliveries),
        Rows(webhook_deliveries),
        Rows(saga_replies, "saga_id", of=erasures),
    ),
    elsewhere=frozenset({"s3:exports"}),
    kept={
        "templates": "the organisation's: which sections its reports have",
        "webhooks": "the organisation's: which addresses are told of events, of whatever website",
    },
)

_TABLES = (
    report_files, reports, templates, audit_requests, audit_figures, audit_analyses, audit_plans,
    audit_answers, audit_readings, webhook_jobs, webhook_deliveries, webhooks,
)  # fmt: skip
OF_TENANT = TenantHoldings(
    rows=(
        *MESSAGING,
        *OF_EXPORTS,
        *map(TenantRows, _TABLES),
    ),
    places=(folder("exports"),),
    kept=TOMBSTONES,
)
