"""The platform's operators: let in everywhere to look, noted each time, made by whoever runs the platform alone."""

import json
from argparse import Namespace
from typing import Annotated
from uuid import UUID

import pytest
from fastapi import APIRouter
from sqlalchemy import select

from auth.operators.operation import OPERATORS, change
from auth.revocations.operation import REVOKE
from auth.settings import AuthSettings
from common.contracts.message import NO_TENANT
from common.http import Checks, GuardedVerifier, create_app, needs
from common.http.access import Revocations
from common.http.access.looks import OperatorLooks
from common.http.app import UnprovidedError
from common.http.principal import Principal
from common.primitives.ids import uuid7
from common.process.operations import OperationFailed
from common.stores.postgres.tables import outbox
from common.testing.http import client_of
from common.testing.tokens import KnownTokens, bearer

from ..service import Service

pytestmark = pytest.mark.engines
router = APIRouter()


@router.get("/v1/websites/{website_id}")
async def look(website_id: UUID, caller: Annotated[Principal, needs("websites:read")]) -> None:
    """What an operator may look at."""


@router.post("/v1/websites")
async def write(caller: Annotated[Principal, needs("websites:write")]) -> None:
    """What he may not do."""


async def noted(service: Service, tenant: UUID) -> list[dict[str, str]]:
    query = select(outbox.c.payload).where(outbox.c.topic == "auth.action-noted").order_by(outbox.c.created_at)
    async with service.unit.begin(tenant) as tx:
        return [json.loads(payload) for payload in (await tx.execute(query)).scalars()]


async def test_an_operator_acts_for_any_organisation_as_one_who_looks(service: Service) -> None:
    email, user_id = await service.register()
    organization_id = uuid7()
    token = (await service.log_in(email)).json()["refresh_token"]
    assert (await service.refresh(token, organization_id)).status_code == 409
    assert await change(service.unit, "add", email, by="ada")
    assert not await change(service.unit, "add", email.upper(), by="ada")
    grant = (await service.refresh(token, organization_id)).json()
    principal = await service.uses.keys.verify(grant["access_token"])
    assert (principal.tenant_id, principal.role) == (organization_id, "operator")
    actions = [each for each in await noted(service, NO_TENANT) if each["user_id"] == str(user_id)]
    [entered] = [each for each in actions if each["action"] == "operator.entered"]
    assert (entered["actor"], entered["resource_id"]) == ("operator", str(organization_id))
    again = (await service.refresh(grant["refresh_token"])).json()
    assert again["organization_id"] == str(organization_id)


async def test_in_his_own_organisation_an_operator_is_what_he_is_there(service: Service) -> None:
    email, user_id = await service.register()
    own = await service.join(user_id, "member")
    await change(service.unit, "add", email, by="ada")
    grant = (await service.log_in(email)).json()
    assert grant["organization_id"] == str(own)
    assert (await service.uses.keys.verify(grant["access_token"])).role == "member"


async def test_one_who_is_no_operator_any_more_is_out_at_once(service: Service) -> None:
    email, _ = await service.register()
    await change(service.unit, "add", email, by="ada")
    first = (await service.log_in(email)).json()
    grant = (await service.refresh(first["refresh_token"], uuid7())).json()
    assert await change(service.unit, "remove", email, by="ada")
    assert not await change(service.unit, "remove", email, by="ada")
    await service.watch.look_here()
    headers = {"Authorization": f"Bearer {grant['access_token']}"}
    assert (await service.client.get("/v1/auth/me", headers=headers)).status_code == 401
    after = await service.refresh(grant["refresh_token"])
    assert after.json()["organization_id"] is None
    assert (await service.refresh(after.json()["refresh_token"], uuid7())).status_code == 409


async def test_each_look_is_noted_in_the_organisations_log_and_writing_is_refused(service: Service) -> None:
    organization_id, website_id, operator = uuid7(), uuid7(), uuid7()
    provides = {OperatorLooks: OperatorLooks(service.unit.begin)}
    app = create_app(
        "example", description="", routers=[router], verifier=KnownTokens(), checks=Checks(), provides=provides
    )
    async with client_of(app) as client:
        headers = bearer(organization_id, "operator", user=operator)
        assert (await client.get(f"/v1/websites/{website_id}", headers=headers)).status_code == 200
        assert (await client.post("/v1/websites", headers=headers)).status_code == 403
        assert (await client.get(f"/v1/websites/{website_id}", headers=bearer(organization_id))).status_code == 200
    looks = await noted(service, organization_id)
    assert [(each["action"], each["user_id"], each["facts"]) for each in looks] == [
        ("operator.looked", str(operator), {"method": "GET", "route": "/v1/websites/{website_id}"}),
        ("operator.looked", str(operator), {"method": "POST", "route": "/v1/websites"}),
    ]


async def test_where_a_look_cannot_be_noted_nothing_is_shown(service: Service) -> None:
    class Away:
        def __call__(self, tenant: UUID) -> None:
            raise ConnectionRefusedError

    provides = {OperatorLooks: OperatorLooks(Away())}  # type: ignore[arg-type]
    app = create_app(
        "example", description="", routers=[router], verifier=KnownTokens(), checks=Checks(), provides=provides
    )
    async with client_of(app) as client:
        assert (await client.get(f"/v1/websites/{uuid7()}", headers=bearer(uuid7(), "operator"))).status_code == 500


def test_a_service_that_would_not_note_looks_is_not_made(service: Service) -> None:
    guarded = GuardedVerifier(service.uses.keys, Revocations())
    with pytest.raises(UnprovidedError, match="operators"):
        create_app("example", description="", routers=[router], verifier=guarded, checks=Checks())


async def test_operators_are_made_and_listed_on_the_command_line(
    service: Service, settings: AuthSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    email, user_id = await service.register()
    for what, told in (("add", "Done."), ("add", "Nothing to do"), ("remove", "Done."), ("add", "Done.")):
        assert await OPERATORS.run(settings, Namespace(what=what, email=email, as_json=False)) == 0
        assert told in capsys.readouterr().out
    assert await OPERATORS.run(settings, Namespace(what="list", email=None, as_json=True)) == 0
    assert str(user_id) in capsys.readouterr().out
    for nobody in ("nobody@example.com", "no address", ""):
        with pytest.raises(OperationFailed):
            await OPERATORS.run(settings, Namespace(what="add", email=nobody, as_json=False))


async def test_tokens_are_voided_by_hand(service: Service, settings: AuthSettings) -> None:
    email, user_id = await service.register()
    grant = (await service.log_in(email)).json()
    await REVOKE.run(settings, Namespace(kind="user", ids=[str(user_id)]))
    await service.watch.look_here()
    headers = {"Authorization": f"Bearer {grant['access_token']}"}
    assert (await service.client.get("/v1/auth/me", headers=headers)).status_code == 401
    fresh = (await service.refresh(grant["refresh_token"])).json()
    headers = {"Authorization": f"Bearer {fresh['access_token']}"}
    assert (await service.client.get("/v1/auth/me", headers=headers)).status_code == 200
    for ids in (["x"], [], [str(uuid7())] * 2):
        with pytest.raises(OperationFailed):
            await REVOKE.run(settings, Namespace(kind="user", ids=ids))
