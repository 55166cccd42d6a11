"""A report says whose website it is about; where it was nobody's client's, it has the bytes that it always had."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import create_model
from sqlalchemy import text

from common.contracts.answer import AuditContext, RunContext
from common.contracts.reports import ReportGenerated
from common.http import Checks, create_app
from common.primitives.ids import uuid7
from common.stores.objects import Objects
from common.stores.postgres import UnitOfWork
from common.testing.columns import column_faults
from common.testing.expansion import assert_only_adds
from common.testing.http import client_of
from common.testing.postgres import DatabaseUrls
from common.testing.tokens import KnownTokens, bearer
from reports.archive.api import router
from reports.archive.handlers import generate_report
from reports.archive.tables import reports
from reports.audits.handlers import keep_figures, keep_request
from reports.documents.rules.compose import Facts, compose
from reports.documents.rules.document import ReportDocument, from_json, to_json
from reports.pages.html import render
from reports.pages.rendering import files_of

from .cases import in_process, keep_material

CLIENT = UUID("0198c000-0000-7000-8000-0000000000c1")


def document_of(audit: Any, client_id: UUID | None) -> ReportDocument:
    figures = audit.figures().model_copy(update={"client_id": client_id})
    return compose(Facts(audit.command(), audit.request(), figures))


@pytest.mark.pure
def test_a_document_of_nobodys_client_does_not_mention_clients(case: Callable[..., Any]) -> None:
    body = to_json(document_of(case(), None))
    assert b"client" not in body
    assert from_json(body).client_id is None


@pytest.mark.pure
def test_a_document_says_whose_it_is_and_is_the_same_otherwise(case: Callable[..., Any]) -> None:
    nobodys, own = document_of(case(), None), document_of(case(), CLIENT)
    body = to_json(own)
    assert body.replace(f'  "client_id": "{CLIENT}",\n'.encode(), b"") == to_json(nobodys)
    assert from_json(body) == own
    html = [
        next(file.body for file in files_of(each, render(each)) if file.format == "html") for each in (nobodys, own)
    ]
    assert html[0] == html[1]


@pytest.fixture
async def http(unit: UnitOfWork, objects: Any) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(
        "reports", description="", routers=[router], verifier=KnownTokens(), checks=Checks(),
        provides={UnitOfWork: unit, Objects: objects},
    )  # fmt: skip
    async with client_of(app) as client:
        yield client


@pytest.mark.engines
@pytest.mark.parametrize("client_id", [CLIENT, None])
async def test_a_report_is_kept_shown_listed_and_announced_with_its_client(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any], http: httpx.AsyncClient, client_id: UUID | None
) -> None:
    audit = case(tenant=uuid7())
    figures = audit.figures().model_copy(update={"client_id": client_id})
    await keep_request(audit.request(), unit=unit)
    await keep_figures(figures, unit=unit)
    await keep_material(figures, unit=unit)
    await generate_report(audit.command(), unit=unit, objects=objects, draw=in_process)
    headers = bearer(audit.tenant)
    (shown,) = (await http.get("/v1/reports", headers=headers)).json()["items"]
    assert shown["client_id"] == (str(client_id) if client_id else None)
    for asked, expected in ((CLIENT, [shown] if client_id else []), (uuid7(), [])):
        answer = await http.get("/v1/reports", params={"client_id": str(asked)}, headers=headers)
        assert answer.json()["items"] == expected
    paths = [f"/v1/reports/{shown['id']}{part}" for part in ("", "/html", "/json")]
    for client, seen in ((CLIENT, client_id == CLIENT), (uuid7(), False)):
        user = bearer(audit.tenant, "client", client=client)
        assert (await http.get("/v1/reports", headers=user)).json()["items"] == ([shown] if seen else [])
        asked = {(await http.get(path, headers=user)).status_code for path in paths}
        assert asked == ({200} if seen else {404})
    async with unit.begin(audit.tenant) as tx:
        query = text("SELECT payload FROM outbox WHERE topic = :topic")
        (payload,) = (await tx.execute(query, {"topic": ReportGenerated.topic})).scalars()
    assert AuditContext.part_of(ReportGenerated.model_validate_json(payload)) == AuditContext.part_of(figures)


# -- the table ----------------------------------------------------------------------------------------------------


@pytest.mark.engines
def test_reports_have_a_column_for_each_field_of_their_audits_context(urls: DatabaseUrls) -> None:
    assert asyncio.run(column_faults(urls.owner, "reports", AuditContext)) == []
    assert set(AuditContext.model_fields) <= set(reports.c.keys())
    assert issubclass(ReportDocument, RunContext)


@pytest.mark.engines
def test_a_field_that_no_step_of_the_schema_added_is_noticed(urls: DatabaseUrls) -> None:
    planted = create_model("Planted", __base__=AuditContext, planted=(str | None, None))
    faults = asyncio.run(column_faults(urls.owner, "reports", planted))
    assert faults == ["reports.planted is to be text, or null, and is not there"]


REPORTS = """
WITH made AS (
    INSERT INTO templates (tenant_id, id, name, sections) VALUES (:tenant, gen_random_uuid(), gen_random_uuid(), '[]')
    RETURNING id
)
INSERT INTO reports (tenant_id, id, audit_id, website_id, template_id, name, headline, status, document, created_by,
    completed_at)
SELECT :tenant, gen_random_uuid(), id, id, id, 'Report', 'A headline', 'completed', '{}', id, now() FROM made
"""


@pytest.mark.engines
def test_clients_are_added_to_what_an_earlier_release_keeps_and_goes_on_writing(empty_urls: DatabaseUrls) -> None:
    assert_only_adds(empty_urls, "reports", before="0002", written={"reports": REPORTS}, column="client_id")
