"""The API: what a member of an organisation reads, and what nobody else does."""

import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest

from common.contracts.simulator import WithdrawReport
from common.errors import Unauthorized
from common.http import Checks, Principal, create_app
from common.ids import uuid7
from common.postgres import UnitOfWork
from reports.archive.api import router
from reports.archive.handlers import generate_report, withdraw_report
from reports.audits.handlers import keep_figures, keep_request
from reports.pages.html import content_security_policy

pytestmark = pytest.mark.engines


class NamedTokens:
    """A verifier for tests: the token is the tenant's id, or ``nobody`` for a user without an organisation."""

    async def verify(self, token: str) -> Principal:
        if token == "forged":
            raise Unauthorized("token-invalid", "The access token is not valid.")
        tenant = None if token == "nobody" else UUID(token)
        return Principal(user_id=uuid7(), tenant_id=tenant, role="member", session_id=None, token=token)


@dataclass(frozen=True)
class Api:
    """The service with one report in it."""

    client: httpx.AsyncClient
    audit: Any
    objects: Any
    unit: UnitOfWork

    async def get(self, path: str, token: object = None, **headers: str) -> httpx.Response:
        allowed = {"Authorization": f"Bearer {token or self.audit.tenant}"}
        return await self.client.get(path, headers={**allowed, **headers})

    async def path(self) -> str:
        listed = (await self.get(f"/v1/reports?audit_id={self.audit.audit_id}")).json()["items"]
        return f"/v1/reports/{listed[0]['id']}"


@pytest.fixture
async def api(unit: UnitOfWork, objects: Any, case: Callable[..., Any]) -> AsyncIterator[Api]:
    audit = case(tenant=uuid7(), own="Tillvane <b>")
    await keep_request(audit.request(), unit=unit)
    await keep_figures(audit.figures(), unit=unit)
    await generate_report(audit.command(), unit=unit, objects=objects)
    app = create_app(
        "reports", description="", routers=[router], verifier=NamedTokens(), checks=Checks(),
        state={"unit": unit, "objects": objects},
    )  # fmt: skip
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://reports") as client:
        yield Api(client, audit, objects, unit)


async def test_a_report_is_found_by_its_audit_or_its_website_with_its_files(api: Api) -> None:
    for query in (f"audit_id={api.audit.audit_id}", f"website_id={api.audit.command().website_id}", ""):
        (report,) = (await api.get(f"/v1/reports?{query}")).json()["items"]
        assert report["audit_id"] == str(api.audit.audit_id)
        assert [file["format"] for file in report["files"]] == ["html", "json"]
    assert (await api.get(f"/v1/reports?audit_id={uuid7()}")).json() == {"items": []}
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


@pytest.mark.parametrize("suffix", ["", "/html", "/json"])
async def test_another_organisations_report_does_not_exist(api: Api, suffix: str) -> None:
    path = await api.path() + suffix
    answer = await api.get(path, uuid7())
    missing = await api.get(f"/v1/reports/{uuid7()}{suffix}")
    assert answer.status_code == missing.status_code == 404
    assert answer.json() == missing.json()
    assert (await api.get("/v1/reports", uuid7())).json() == {"items": []}


async def test_a_withdrawn_report_is_shown_no_more(api: Api) -> None:
    path, command = await api.path(), api.audit.command()
    order = WithdrawReport(tenant_id=api.audit.tenant, saga_id=command.saga_id, step="report", website_id=uuid7())
    await withdraw_report(order, unit=api.unit)
    assert (await api.get("/v1/reports")).json() == {"items": []}
    assert (await api.get(path + "/html")).status_code == 404


async def test_who_has_no_token_or_no_organisation_reads_nothing(api: Api) -> None:
    assert (await api.client.get("/v1/reports")).status_code == 401
    assert (await api.get("/v1/reports", "forged")).status_code == 401
    refused = await api.get("/v1/reports", "nobody")
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
