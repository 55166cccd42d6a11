"""A saga that the engine has never heard of, beside the first, in one database: every way that both can go."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import BigInteger, Column, Connection, Identity, Text
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.ext.asyncio import create_async_engine

from common.contracts.registry import MESSAGES
from common.saga.operators import SagaDesk
from common.saga.runner import UnknownSaga
from common.stores.postgres.ddl import tenant_table
from common.testing.postgres import DatabaseUrls

from .organisation_deletion import CONTRACTS, DELETION
from .services import Case, Services, cases, played, unguarded
from .stage import SHORT

pytestmark = pytest.mark.engines


@pytest.fixture(autouse=True)
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second saga's contracts, registered as a package of contracts would be."""
    for contract in CONTRACTS:
        monkeypatch.setitem(MESSAGES, contract.topic, contract)


def _create(conn: Connection) -> None:
    with Operations.context(MigrationContext.configure(conn)):
        tenant_table("organizations", Column("state", Text))
        tenant_table(
            "marks", Column("place", BigInteger, Identity()), Column("saga_id", UUID(as_uuid=True)),
            Column("step", Text), Column("kind", Text),
        )  # fmt: skip


async def _own_tables(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.run_sync(_create)
    await engine.dispose()


@pytest.fixture(scope="module")
def urls(saga_urls: DatabaseUrls) -> Iterator[DatabaseUrls]:
    asyncio.run(_own_tables(saga_urls.owner))
    yield saga_urls


LISTENERS = ("orchestrator", "tenants", "collector", "analytics")
LATE_ALL_THE_SAME = {"erase-pages", "erase-figures"}
"""Nothing undoes these steps: a command that comes after the end is still done."""


def expected(case: Case) -> tuple[str, list[str], set[str]]:
    """How it must end: status, steps undone in order, steps whose effect stands after the last straggler."""
    names = [step.name for step in case.saga.steps]
    if case.fate == "done":
        return "completed", [], set(names)
    with_undo = {step.name for step in case.saga.steps if step.undo is not None}
    here = names.index(case.at)
    turned_at = here if case.fate == "refused" else here + 1
    undone = [name for name in reversed(names[:turned_at]) if name in with_undo]
    stands = set(names[:here]) - with_undo
    if case.fate != "refused":
        stands |= {case.at} & LATE_ALL_THE_SAME
    return ("cancelled" if case.fate == "cancelled" else "failed"), undone, stands


async def outcome(services: Services, case: Case) -> tuple[str, list[str], set[str]]:
    marks = await services.marks(case)
    undone = [step for step, kind in marks if kind == "undone"]
    stands: set[str] = set()
    for step, kind in marks:
        stands = stands - {step} if kind == "undone" else stands | {step}
    return (await services.state(case)).status, undone, stands


async def differences(services: Services) -> list[str]:
    found = [(case, await outcome(services, case)) for case in services.cases.values()]
    return [
        f"{case.saga.name} {case.at} {case.fate}: {end} instead of {expected(case)}"
        for case, end in found
        if end != expected(case)
    ]


async def test_both_sagas_end_as_the_model_says_however_they_go(urls: DatabaseUrls) -> None:
    async with played(urls.app, [*cases(SHORT), *cases(DELETION)]) as services:
        assert len(services.cases) == (1 + 2 * 3) + (1 + 4 * 3)
        assert not await differences(services)
        assert {name for name, _ in services.moves} == {"short", "organisation-deletion"}
        assert not any(services.broker.on_topic(f"{name}.dead-letters") for name in LISTENERS)


async def test_an_organisation_is_removed_or_in_use_again_and_never_left_frozen(urls: DatabaseUrls) -> None:
    async with played(urls.app, cases(DELETION)) as services:
        found = {case: await services.organization(case) for case in services.cases.values()}
    assert {case.fate for case, state in found.items() if state == "removed"} == {"done"}
    assert set(found.values()) == {"removed", "active"}


async def test_what_earlier_steps_found_reaches_the_last_as_models(urls: DatabaseUrls) -> None:
    case = Case(DELETION, "", "done")
    async with played(urls.app, [case]) as services:
        assert (await services.marks(case))[-1] == ("remove", "removed after 14")


async def test_a_participant_that_does_not_ask_for_its_undo_is_seen(urls: DatabaseUrls) -> None:
    async with played(urls.app, cases(SHORT), crawls=unguarded) as services:
        found = await differences(services)
    assert found
    assert all("crawl" in each for each in found)


async def test_operators_see_both_and_an_operator_of_one_is_told_of_the_other(urls: DatabaseUrls) -> None:
    async with played(urls.app, [Case(SHORT, "", "done"), Case(DELETION, "freeze", "refused")]) as services:
        desk = SagaDesk(urls.operations)
        rows = [row for row in await desk.instances(status=None, most=500) if row["tenant_id"] == services.tenant]
        await desk.close()
        assert {(row["name"], row["status"]) for row in rows} == {("short", "completed"), (DELETION.name, "failed")}
        (ours,) = [case.id for case in services.cases.values() if case.saga is DELETION]
        with pytest.raises(UnknownSaga, match=DELETION.name):
            await replace(services.runner, definitions=(SHORT,)).abort(services.tenant, ours, by="ada", reason="x")
