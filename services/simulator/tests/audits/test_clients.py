"""Whose website it is: told by collector when an audit begins, and with it wherever the audit goes."""

import asyncio
from uuid import UUID

import pytest
from pydantic import create_model
from sqlalchemy import text

from common.contracts.answer import AuditContext, WebsiteContext
from common.contracts.simulator import AuditCompleted, AuditRequested, ReserveQuota, ResponseReceived
from common.contracts.simulator.audit_commands import AuditCommand
from common.primitives.ids import uuid7
from common.testing.columns import column_faults
from common.testing.expansion import assert_only_adds
from common.testing.postgres import DatabaseUrls, PostgresServer
from common.testing.tokens import bearer
from simulator.audits.rules.audit import AUDIT
from simulator.runs.store.questions import Question, source

from ..stage import WEBSITE, Stage

CLIENT = UUID("0198c000-0000-7000-8000-0000000000c1")
ONE = {"icps": 1, "conversations": 1}
of_a_client = pytest.mark.parametrize("client_id", [CLIENT])


@pytest.mark.engines
@of_a_client
async def test_the_client_of_a_website_goes_with_its_audit_to_every_answer(stage: Stage) -> None:
    audit_id = await stage.start(panel=ONE)
    await stage.settle()
    messages = [message for message in await stage.outbox() if isinstance(message, WebsiteContext)]
    assert {type(message) for message in messages} >= {AuditRequested, ReserveQuota, ResponseReceived, AuditCompleted}
    assert {message.client_id for message in messages} == {CLIENT}
    rows = await stage.rows("SELECT client_id FROM audits UNION ALL SELECT client_id FROM runs")
    assert [row.client_id for row in rows] == [CLIENT] * 2
    assert (await stage.show(audit_id))["client_id"] == str(CLIENT)


@pytest.mark.engines
async def test_an_audit_of_nobodys_client_says_null_all_the_way(stage: Stage) -> None:
    audit_id = await stage.start(panel=ONE)
    await stage.settle()
    messages = [message for message in await stage.outbox() if isinstance(message, WebsiteContext)]
    assert {message.client_id for message in messages} == {None}
    assert (await stage.show(audit_id))["client_id"] is None


@pytest.mark.engines
@of_a_client
async def test_the_orders_that_undo_an_audit_name_its_client_too(stage: Stage) -> None:
    audit_id = await stage.start(panel=ONE)
    await stage.until("converse")
    await stage.client.post(f"/v1/audits/{audit_id}/cancel")
    await stage.settle()
    orders = await stage.outbox(AuditCommand)
    assert {type(order) for order in orders} >= {step.undo.command for step in AUDIT.steps[:6] if step.undo}
    assert {order.client_id for order in orders} == {CLIENT}


@pytest.mark.engines
@of_a_client
async def test_audits_are_listed_by_client(stage: Stage) -> None:
    audit_id = await stage.start(panel=ONE)
    for client_id, expected in ((CLIENT, [str(audit_id)]), (uuid7(), [])):
        for about in ({}, {"website_id": str(WEBSITE)}):
            params = {"client_id": str(client_id), **about}
            listed = (await stage.client.get("/v1/audits", params=params)).json()
            assert [each["id"] for each in listed["items"]] == expected


@pytest.mark.engines
@of_a_client
async def test_a_clients_user_sees_the_audits_of_his_client_and_no_others(stage: Stage) -> None:
    audit_id = await stage.start(panel=ONE)
    await stage.settle()
    own, other = (bearer(stage.tenant_id, "client", client=client) for client in (CLIENT, uuid7()))
    paths = [f"/v1/audits/{audit_id}{part}" for part in ("", "/icps", "/conversations", "/answers")]
    for headers, expected in ((own, 200), (other, 404), (bearer(stage.tenant_id, "client"), 403)):
        assert [(await stage.client.get(path, headers=headers)).status_code for path in paths] == [expected] * 4
    listed = [(await stage.client.get("/v1/audits", headers=each)).json()["items"] for each in (own, other)]
    assert [[each["id"] for each in items] for items in listed] == [[str(audit_id)], []]
    params = {"client_id": str(CLIENT)}
    assert (await stage.client.get("/v1/audits", params=params, headers=other)).json()["items"] == []
    assert (await stage.client.post(f"/v1/audits/{audit_id}/cancel", headers=own)).status_code == 403


@pytest.mark.engines
@of_a_client
async def test_a_saga_of_before_clients_goes_on_without_one(stage: Stage) -> None:
    """What such an audit was started with names no client."""
    await stage.start(panel=ONE)
    async with stage.unit.begin(stage.tenant_id) as tx:
        changed = await tx.execute(text("UPDATE sagas SET state = state #- '{data,client_id}' RETURNING state"))
        assert "client_id" not in changed.scalar_one()["data"]
    await stage.settle()
    ended = await stage.outbox(AuditCompleted, ResponseReceived)
    assert {type(each) for each in ended} == {AuditCompleted, ResponseReceived}
    assert {each.client_id for each in ended} == {None}


# -- the tables ---------------------------------------------------------------------------------------------------


@pytest.mark.pure
@pytest.mark.parametrize("field", [name for name in Question.model_fields if name not in ("tried", "history")])
def test_every_field_of_a_question_is_read_from_a_column(field: str) -> None:
    assert source(field).name == field


@pytest.mark.pure
def test_a_field_that_no_table_has_is_noticed() -> None:
    with pytest.raises(LookupError, match="no table that a turn is joined to has a column planted"):
        source("planted")


@pytest.mark.engines
@pytest.mark.parametrize(("table", "without"), [("audits", {"audit_id"}), ("runs", set())])
def test_audits_and_runs_have_a_column_for_each_field(urls: DatabaseUrls, table: str, without: set[str]) -> None:
    """An audit's own id is its row's."""
    assert asyncio.run(column_faults(urls.owner, table, AuditContext, without=without)) == []
    planted = create_model("Planted", __base__=AuditContext, planted=(str | None, None))
    faults = asyncio.run(column_faults(urls.owner, table, planted, without=without))
    assert faults == [f"{table}.planted is to be text, or null, and is not there"]


AUDITS = """
INSERT INTO audits (tenant_id, id, website_id, url, status, providers, panel, language, requested_by)
VALUES (:tenant, gen_random_uuid(), gen_random_uuid(), 'https://a.example/', 'completed', '[]', '{}', 'en', :tenant)
"""
RUNS = """
INSERT INTO runs (tenant_id, id, audit_id, website_id, status)
VALUES (:tenant, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'completed')
"""


@pytest.mark.engines
def test_clients_are_added_to_what_an_earlier_release_keeps_and_goes_on_writing(postgres: PostgresServer) -> None:
    written = {"audits": AUDITS, "runs": RUNS}
    assert_only_adds(postgres.database(), "simulator", before="0003", written=written, column="client_id")
