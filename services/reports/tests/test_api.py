"""The API: what a member of an organisation reads, and what nobody else does."""

import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import insert, select

from common.contracts.simulator import WithdrawReport
from common.http import Checks, create_app
from common.primitives.ids import uuid7
from common.stores.objects import Objects
from common.stores.postgres import UnitOfWork
from common.testing.http import client_of
from common.testing.outbox import noted
from common.testing.tokens import KnownTokens, bearer
from reports.archive.api import router
from reports.archive.handlers import generate_report, withdraw_report
from reports.archive.tables import reports
from reports.audits.handlers import keep_figures, keep_request
from reports.pages.html import content_security_policy

from .cases import in_process, keep_material

pytestmark = pytest.mark.engines


@dataclass(frozen=True)
class Api:
    """The service with one report in it."""

    client: httpx.AsyncClient
    audit: Any
    objects: Any
    unit: UnitOfWork

    async def get(self, path: str, tenant: UUID | None = None, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers={**bearer(tenant or self.audit.tenant), **headers})

    async def path(self) -> str:
        listed = (await self.get(f"/v1/reports?audit_id={self.audit.audit_id}")).json()["items"]
        return f"/v1/reports/{listed[0]['id']}"


@pytest.fixture
async def api(unit: UnitOfWork, objects: Any, case: Callable[..., Any]) -> AsyncIterator[Api]:
    audit = case(tenant=uuid7(), own="Tillvane <b>")
    await keep_request(audit.request(), unit=unit)
    await keep_figures(audit.figures(), unit=unit)
    await keep_material(audit.figures(), unit=unit)
    await generate_report(audit.command(), unit=unit, objects=objects, draw=in_process)
    app = create_app(
        "reports", description="", routers=[router], verifier=KnownTokens(), checks=Checks(),
        provides={UnitOfWork: unit, Objects: objects},
    )  # fmt: skip
    async with client_of(app) as client:
        yield Api(client, audit, objects, unit)


async def test_a_report_is_found_by_its_audit_or_its_website_with_its_files(api: Api) -> None:
    for query in (f"audit_id={api.audit.audit_id}", f"website_id={api.audit.command().website_id}", ""):
        (report,) = (await api.get(f"/v1/reports?{query}")).json()["items"]
        assert report["audit_id"] == str(api.audit.audit_id)
        assert [file["format"] for file in report["files"]] == ["html", "json"]
    assert (await api.get(f"/v1/reports?audit_id={uuid7()}")).json() == {"items": [], "next": None}
    assert (await api.get(await api.path())).json() == report


async def test_the_page_comes_with_its_policy_and_may_not_be_framed_or_sniffed(api: Api) -> None:
    answer = await api.get(await api.path() + "/html")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == content_security_policy() + "; frame-ancestors 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("inline; filename=")
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert b"Tillvane &lt;b&gt;" in answer.content


async def test_the_data_is_the_same_report(api: Api) -> None:
    answer = await api.get(await api.path() + "/json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["headline"] == (await api.get(await api.path())).json()["headline"]
    assert answer.json()["tenant_id"] == str(api.audit.tenant)


async def test_a_file_that_the_client_has_is_not_sent_again(api: Api) -> None:
    path = await api.path() + "/html"
    tag = (await api.get(path)).headers["etag"]
    answer = await api.get(path, **{"If-None-Match": tag})
    assert answer.status_code == 304
    assert answer.content == b""
    [entry] = await noted(api.unit, api.audit.tenant)  # the one that was sent
    assert (entry.action, entry.facts) == ("report.read", {"format": "html"})


@pytest.mark.parametrize("suffix", ["", "/html", "/json"])
async def test_another_organisations_report_does_not_exist(api: Api, suffix: str) -> None:
    path = await api.path() + suffix
    answer = await api.get(path, uuid7())
    missing = await api.get(f"/v1/reports/{uuid7()}{suffix}")
    assert answer.status_code == missing.status_code == 404
    assert answer.json() == missing.json()
    assert (await api.get("/v1/reports", uuid7())).json() == {"items": [], "next": None}


async def test_a_withdrawn_report_is_shown_no_more(api: Api) -> None:
    path, command = await api.path(), api.audit.command()
    order = WithdrawReport(tenant_id=api.audit.tenant, saga_id=command.saga_id, step="report", website_id=uuid7())
    await withdraw_report(order, unit=api.unit)
    assert (await api.get("/v1/reports")).json() == {"items": [], "next": None}
    assert (await api.get(path + "/html")).status_code == 404


async def test_who_has_no_token_or_no_organisation_reads_nothing(api: Api) -> None:
    assert (await api.client.get("/v1/reports")).status_code == 401
    assert (await api.get("/v1/reports", Authorization="Bearer forged")).status_code == 401
    refused = await api.get("/v1/reports", **bearer(None))
    assert refused.status_code == 403
    assert refused.json()["type"].endswith("no-organisation")


async def test_a_request_that_makes_no_sense_says_which_field(api: Api) -> None:
    answer = await api.get("/v1/reports?audit_id=seven")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"] == "query.audit_id"
    assert (await api.get("/v1/reports?limit=1000")).status_code == 422


async def test_a_file_that_the_store_lost_is_a_fault_of_ours_and_says_so(api: Api) -> None:
    path = await api.path()
    api.objects.kept.clear()
    answer = await api.get(path + "/html")
    assert answer.status_code == 503
    assert answer.json()["type"].endswith("file-missing")


@pytest.mark.parametrize("suffix", ["/html", "/json"])
async def test_a_file_that_is_not_what_was_written_is_not_served(api: Api, suffix: str) -> None:
    path = await api.path()
    for key, body in api.objects.kept.items():
        api.objects.kept[key] = body.replace(b"Tillvane", b"Tillvame")
    answer = await api.get(path + suffix)
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:brandmon:problem:file-damaged")
    assert b"Tillvame" not in answer.content


async def test_reports_are_listed_newest_first_in_pages_also_those_of_one_moment(api: Api) -> None:
    async with api.unit.begin(api.audit.tenant) as tx:
        row = dict((await tx.execute(select(reports))).mappings().one())
        for number, at in enumerate([row["completed_at"]] * 3 + [row["completed_at"] - timedelta(days=1)] * 2):
            own = {"id": uuid7(), "audit_id": uuid7(), "completed_at": at, "name": f"copy {number}"}
            await tx.execute(insert(reports).values({**row, **own}))
    whole = (await api.get("/v1/reports")).json()["items"]
    assert len(whole) == 6
    assert [each["completed_at"] for each in whole] == sorted((each["completed_at"] for each in whole), reverse=True)
    found: list[Any] = []
    after = ""
    while after is not None:
        page = (await api.get(f"/v1/reports?limit=2{after}")).json()
        found += page["items"]
        after = page["next"] and f"&after={page['next']}"
    assert found == whole
    refused = await api.get(f"/v1/reports?after={whole[0]['id']}")
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:brandmon:problem:cursor-invalid")
