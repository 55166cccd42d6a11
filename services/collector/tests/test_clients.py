"""A website may be a client's: told when it is entered, and shown, listed and announced with it."""

from uuid import UUID

import httpx
import pytest

from collector.shared.store import Store
from common.contracts.collector import WebsiteRegistered, WebsiteState
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit

from .client import Client, announced

pytestmark = pytest.mark.engines
CLIENT = UUID("0198c000-0000-7000-8000-0000000000c1")


async def entered(ours: Client, host: str, client_id: UUID | None = None) -> dict[str, object]:
    body = {"url": f"https://{host}/"} | ({"client_id": str(client_id)} if client_id else {})
    answer = await ours.post(body)
    assert answer.status_code == 201, answer.text
    found: dict[str, object] = answer.json()
    return found


@pytest.mark.parametrize("client_id", [CLIENT, None])
async def test_a_website_is_registered_for_a_client_or_for_none(
    ours: Client, unit: MongoUnit, client_id: UUID | None
) -> None:
    website = await entered(ours, "shop.example", client_id)
    said = str(client_id) if client_id else None
    assert website["client_id"] == said
    assert (await ours.get(f"/{website['id']}")).json()["client_id"] == said
    own = [message for message in await announced(unit) if str(getattr(message, "website_id", "")) == website["id"]]
    assert {(type(message), message.client_id) for message in own} == {  # type: ignore[attr-defined]
        (WebsiteRegistered, client_id), (WebsiteState, client_id),
    }  # fmt: skip


async def test_websites_are_listed_by_client(ours: Client) -> None:
    of_client = [await entered(ours, host, CLIENT) for host in ("one.example", "two.example")]
    nobodys = await entered(ours, "three.example")
    assert (await ours.get(client_id=CLIENT)).json()["items"] == of_client[::-1]
    assert (await ours.get(client_id=uuid7())).json()["items"] == []
    assert (await ours.get()).json()["items"] == [nobodys, *of_client[::-1]]
    first = (await ours.get(client_id=CLIENT, limit=1)).json()
    assert (await ours.get(client_id=CLIENT, limit=1, after=first["next"])).json()["items"] == of_client[:1]


async def test_of_a_client_only_the_shape_is_checked(ours: Client) -> None:
    refused = await ours.post({"url": "https://shop.example/", "client_id": "the bakery"})
    assert refused.status_code == 422


async def test_a_website_of_before_clients_is_nobodys(ours: Client, unit: MongoUnit) -> None:
    website = await entered(ours, "old.example")
    document = await Store(unit.db, ours.tenant or uuid7()).website(UUID(str(website["id"])))
    assert document is not None
    assert "client_id" not in document, "as documents of before"
    assert (await ours.get(f"/{website['id']}")).json()["client_id"] is None


async def test_a_client_of_another_organisation_shows_nothing(http: httpx.AsyncClient, ours: Client) -> None:
    await entered(ours, "shop.example", CLIENT)
    assert (await Client(http, uuid7()).get(client_id=CLIENT)).json()["items"] == []


async def test_a_clients_user_sees_the_websites_of_his_client_and_no_others(
    http: httpx.AsyncClient, ours: Client
) -> None:
    own, nobodys = await entered(ours, "own.example", CLIENT), await entered(ours, "agency.example")
    others = await entered(ours, "other.example", uuid7())
    user = Client(http, ours.tenant, "client", CLIENT)
    assert (await user.get()).json()["items"] == [own]
    assert (await user.get(client_id=CLIENT)).json()["items"] == [own]
    assert (await user.get(client_id=others["client_id"])).json()["items"] == []
    for path in ("", "/pages"):
        assert (await user.get(f"/{own['id']}{path}")).status_code == 200
        unknown = await user.get(f"/{uuid7()}{path}")
        for website in (nobodys, others):
            refused = await user.get(f"/{website['id']}{path}")
            assert (refused.status_code, refused.json()["type"]) == (404, unknown.json()["type"])
    assert (await user.post({"url": "https://new.example/"})).status_code == 403
    assert (await user.patch(f"/{own['id']}", {"name": "mine"})).status_code == 403
    lost = await Client(http, ours.tenant, "client").get()
    assert (lost.status_code, lost.json()["type"].rpartition(":")[2]) == (403, "no-client")
