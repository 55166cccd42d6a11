"""The schema: it goes up, down and up again, and every table is protected from birth."""

import pytest

from common.exports.tables import WORK_TABLES as OF_EXPORTS
from common.stores.postgres import UnitOfWork
from common.stores.postgres.tables import SYSTEM_TABLES
from common.testing.migrations import down_and_up_again
from common.testing.postgres import DatabaseUrls
from common.testing.row_security import Declared, row_security_faults
from reports.webhooks.tables import WORK_TABLES

pytestmark = pytest.mark.engines
TABLES = {
    "audit_requests", "audit_figures", "templates", "reports", "report_files", "outbox", "inbox", "saga_replies",
    "consumer_positions", "first_answers",
    "erasures", "audit_analyses", "audit_plans", "audit_answers", "audit_readings",
    "webhooks", "webhook_deliveries", "webhook_jobs", "export_jobs", "export_files",
}  # fmt: skip


def test_the_schema_goes_up_down_and_up_again_and_leaves_nothing(empty_urls: DatabaseUrls) -> None:
    full = down_and_up_again("reports", empty_urls.owner)
    assert {each for each in full if each.startswith("r ")} == {"r alembic_version", *(f"r {name}" for name in TABLES)}
    forced = {each.removeprefix("forced ") for each in full if each.startswith("forced ")}
    assert TABLES - forced == {"consumer_positions", "webhook_jobs", "export_jobs"}


async def test_every_table_is_protected_or_declared(unit: UnitOfWork) -> None:
    declared = Declared(system_tables=SYSTEM_TABLES, work_tables=WORK_TABLES | OF_EXPORTS)
    async with unit.system() as conn:
        assert await row_security_faults(conn, app_role="app", declared=declared) == []
