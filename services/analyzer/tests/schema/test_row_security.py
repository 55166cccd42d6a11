"""Row-level security of analyzer's tables: another tenant sees nothing, and the app role has no way round."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from analyzer.answers.handlers import extract_brand_state
from analyzer.answers.reader_cache import Readers
from analyzer.answers.rescoring import store as rescorings
from analyzer.brands import decisions
from analyzer.brands.rules.curation import Decision, decided
from analyzer.prompts.classifiers import RuleClassifier
from analyzer.prompts.handlers import classify_prompts, keep_plan
from analyzer.shared.tables import metadata
from analyzer.sites.analysts import RuleAnalyst
from analyzer.sites.corrections import store as facts
from analyzer.sites.handlers import Analyst, analyze_website, keep_page
from common.contracts.collector import PageScraped
from common.contracts.simulator import (
    AnalyzeWebsite,
    ClassifyPrompts,
    ConfirmUnderstanding,
    ConversationsPlanned,
    ResponseReceived,
)
from common.exports.tables import WORK_TABLES as OF_EXPORTS
from common.primitives.clock import SystemClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.tables import SYSTEM_TABLES
from common.testing.examples import example
from common.testing.row_security import Declared, row_security_faults

pytestmark = pytest.mark.engines


async def test_every_table_is_protected_or_declared(unit: UnitOfWork) -> None:
    async with unit.system() as conn:
        declared = Declared(system_tables=SYSTEM_TABLES, work_tables=OF_EXPORTS)
        assert await row_security_faults(conn, app_role="app", declared=declared) == []


async def test_another_tenant_sees_no_row_of_any_table(unit: UnitOfWork) -> None:
    tenant, clock = uuid7(), SystemClock()
    analyst = Analyst(RuleAnalyst(), clock)
    own = {"tenant_id": tenant}
    await keep_page(example(PageScraped).model_copy(update=own), unit=unit)
    await analyze_website(example(AnalyzeWebsite).model_copy(update=own), unit=unit, analyst=analyst)
    await keep_plan(example(ConversationsPlanned).model_copy(update=own), unit=unit)
    classify = example(ClassifyPrompts).model_copy(update=own)
    await classify_prompts(classify, unit=unit, classifier=RuleClassifier(), clock=clock)
    await extract_brand_state([example(ResponseReceived).model_copy(update=own)], unit=unit, readers=Readers())
    async with unit.begin(tenant) as tx:
        brand = (await decisions.curation(tx)).id_of("Mailchimp")
        before = await decisions.curated(tx, brand)
        assert before is not None
        after = decided(before, Decision("confirm"))
        await decisions.keep(tx, "confirm", before, after, by=uuid7(), now=SystemClock().now())
        await rescorings.begin(tx, uuid7(), uuid7(), "rules", by=uuid7(), now=SystemClock().now())
        await facts.say(tx, uuid7(), {"places": ["Leeds"]}, 1, by=uuid7(), now=SystemClock().now())
        await facts.ask(tx, example(ConfirmUnderstanding).model_copy(update=own))
    tables = [*metadata.tables, "outbox", "inbox", "saga_replies"]
    for table in tables:
        count = text(f"SELECT count(*) FROM {table}")
        async with unit.begin(tenant) as tx:
            assert (await tx.execute(count)).scalar_one() > 0, table
        async with unit.begin(uuid7()) as tx:
            assert (await tx.execute(count)).scalar_one() == 0, table
            assert (await tx.execute(text(f"DELETE FROM {table}"))).rowcount == 0, table
        async with unit.system() as conn:
            assert (await conn.execute(count)).scalar_one() == 0, table


async def test_a_row_of_another_tenant_cannot_be_written(unit: UnitOfWork) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        async with unit.begin(uuid7()) as tx:
            await tx.execute(
                metadata.tables["brands"].insert().values(tenant_id=uuid7(), id=uuid7(), name="X", normalized_name="x")
            )


async def test_the_app_role_cannot_switch_row_security_off(unit: UnitOfWork) -> None:
    with pytest.raises(ProgrammingError, match="must be owner"):
        async with unit.begin(uuid7()) as tx:
            await tx.execute(text("ALTER TABLE brands DISABLE ROW LEVEL SECURITY"))
