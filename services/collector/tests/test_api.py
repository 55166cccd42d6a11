"""The HTTP API, on a real MongoDB."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from collector.shared.store import Store
from common.contracts.collector import WebsiteState
from common.primitives.ids import derived_id, uuid7
from common.stores.mongo import MongoUnit
from common.testing.http import sent_again
from common.testing.tokens import bearer

from .client import NOW, Client, announced, noted

pytestmark = pytest.mark.engines


async def test_a_website_is_registered_under_its_canonical_address_and_announced(ours: Client, unit: MongoUnit) -> None:
    answer = await ours.post({"url": "WWW.Shop.Example/start?utm_source=x#top", "name": "The Shop"})
    assert answer.status_code == 201
    website = answer.json()
    assert website["url"] == "https://www.shop.example/start?utm_source=x"
    assert website["domain"] == "shop.example"
    assert website["status"] == "pending"
    assert website["name"] == "The Shop"
    assert website["last_scraped_at"] is None
    event, state = sorted(await announced(unit), key=lambda each: each.topic)
    assert event.topic == "collector.website-registered"
    assert isinstance(state, WebsiteState)
    assert (state.revision, state.status, state.key, state.url) == (1, "pending", website["id"], website["url"])
    assert state.id == WebsiteState.id_of(UUID(website["id"]), 1)
    assert event.tenant_id == ours.tenant
    assert event.key == website["id"]
    assert (await ours.get(f"/{website['id']}")).json() == website
    [entry] = await noted(unit)
    assert (entry.tenant_id, entry.service, entry.action) == (ours.tenant, "collector", "website.registered")
    assert (str(entry.resource_id), entry.facts) == (website["id"], {"host": "shop.example"})


async def test_a_domain_that_is_there_already_is_a_conflict_that_names_it(ours: Client, unit: MongoUnit) -> None:
    first = (await ours.post({"url": "https://shop.example"})).json()
    again = await ours.post({"url": "http://www.shop.example/other"})
    assert again.status_code == 409
    assert again.headers["content-type"] == "application/problem+json"
    assert again.json()["type"].endswith(":website-exists")
    assert again.json()["website_id"] == first["id"]
    assert {each.topic for each in await announced(unit)} == {"collector.website-registered", "collector.website-state"}
    assert len(await announced(unit)) == 2
    assert len(await noted(unit)) == 1
    assert (await ours.get(f"/{first['id']}")).json() == first


async def test_a_website_that_is_sent_again_under_its_key_is_registered_once(
    http: httpx.AsyncClient, unit: MongoUnit
) -> None:
    website = (await sent_again(http, "/v1/websites", {"url": "https://shop.example"}, bearer(uuid7()))).json()
    assert await unit.db["websites"].count_documents({}) == 1
    assert {each.key for each in await announced(unit)} == {website["id"]}
    assert len(await announced(unit)) == 2


async def test_a_website_gets_another_name_or_none_and_its_state_is_announced(
    ours: Client, theirs: Client, unit: MongoUnit
) -> None:
    website = (await ours.post({"url": "https://shop.example", "name": "The Shop"})).json()
    for name in ("The Old Shop", None):
        answer = await ours.patch(f"/{website['id']}", {"name": name})
        assert (answer.status_code, answer.json()["name"]) == (200, name)
    states = [each for each in await announced(unit) if isinstance(each, WebsiteState)]
    assert sorted((each.revision, each.name) for each in states) == [(1, "The Shop"), (2, "The Old Shop"), (3, None)]
    renamed = [each.facts for each in await noted(unit) if each.action == "website.renamed"]
    assert renamed == [{"name": "The Old Shop"}, {}]
    assert (await theirs.patch(f"/{website['id']}", {"name": "Mine"})).status_code == 404
    for wrong in ({}, {"name": ""}, {"name": "x" * 256}, {"name": "x", "url": "https://other.example"}):
        assert (await ours.patch(f"/{website['id']}", wrong)).status_code == 422


async def test_two_organisations_may_have_the_same_domain(ours: Client, theirs: Client) -> None:
    assert (await ours.post({"url": "https://shop.example"})).status_code == 201
    assert (await theirs.post({"url": "https://shop.example"})).status_code == 201


@pytest.mark.parametrize(
    ("url", "type_"),
    [
        ("hello", "not-a-url"), ("ftp://shop.example", "unsupported-scheme"), ("", "invalid-request"),
        ("https://a:b@shop.example", "credentials-in-url"), ("http://127.0.0.1/", "private-address"),
        ("http://127.0.0.1:8091/", "port-not-allowed"), ("http://localhost", "private-address"),
        ("http://[::1]/", "private-address"), ("http://169.254.169.254/latest", "private-address"),
        ("http://10.0.0.7", "private-address"), ("https://shop.example:22", "port-not-allowed"),
        ("x" * 3000, "invalid-request"),
    ],
)  # fmt: skip
async def test_what_is_no_public_website_is_refused_with_a_reason(
    ours: Client, unit: MongoUnit, url: str, type_: str
) -> None:
    answer = await ours.post({"url": url})
    assert answer.status_code == 422
    assert answer.json()["type"].endswith(f":{type_}")
    assert answer.json()["detail"]
    assert await announced(unit) == []


async def test_the_listed_loopback_site_may_be_registered(ours: Client) -> None:
    answer = await ours.post({"url": "http://127.0.0.1:8090/"})
    assert answer.status_code == 201
    assert answer.json()["domain"] == "127.0.0.1:8090"


@pytest.mark.parametrize(
    "body", [{}, {"url": 7}, {"url": "https://a.example", "tenant_id": "x"}, [], {"url": "a.example", "name": ""}]
)
async def test_a_body_of_another_shape_is_refused(ours: Client, body: Any) -> None:
    assert (await ours.post(body)).status_code == 422


async def test_another_organisations_website_is_not_found(ours: Client, theirs: Client) -> None:
    website = (await ours.post({"url": "https://shop.example"})).json()["id"]
    for path in (f"/{website}", f"/{website}/pages", f"/{uuid7()}", f"/{uuid7()}/pages"):
        answer = await theirs.get(path)
        assert answer.status_code == 404
        assert answer.json()["type"].endswith(":website-not-found")
    assert (await theirs.get()).json()["items"] == []


async def test_a_caller_without_token_organisation_or_right_gets_nothing(http: httpx.AsyncClient) -> None:
    assert (await http.get("/v1/websites")).status_code == 401
    assert (await http.get("/v1/websites", headers={"Authorization": "Bearer junk"})).status_code == 401
    assert (await Client(http, None).get()).status_code == 403
    viewer = Client(http, uuid7(), "viewer")
    assert (await viewer.get()).status_code == 200
    assert (await viewer.post({"url": "https://shop.example"})).status_code == 403


async def all_ids(client: Client, path: str, limit: int) -> list[str]:
    ids: list[str] = []
    params: dict[str, Any] = {"limit": limit}
    while True:
        answer = (await client.get(path, **params)).json()
        assert len(answer["items"]) <= limit
        ids += [item["id"] for item in answer["items"]]
        if answer["next"] is None:
            return ids
        params["after"] = answer["next"]


async def test_websites_are_listed_newest_first_in_pages(ours: Client) -> None:
    made = [(await ours.post({"url": f"https://shop{n}.example"})).json()["id"] for n in range(7)]
    assert await all_ids(ours, "", 3) == made[::-1]
    assert (await ours.get(limit=0)).status_code == 422
    assert (await ours.get(limit=101)).status_code == 422
    assert (await ours.get(after="x")).status_code == 422


async def test_pages_of_a_website_are_listed_without_their_text(ours: Client, theirs: Client, unit: MongoUnit) -> None:
    website = UUID((await ours.post({"url": "https://shop.example"})).json()["id"])
    for owner, count in ((ours, 5), (theirs, 2)):
        assert owner.tenant is not None
        store = Store(unit.db, owner.tenant)
        for n in range(count):
            fields = {
                "website_id": str(website), "url": f"https://shop.example/{n}", "url_hash": f"{n}", "title": None,
                "meta_description": None, "excerpt": "Words", "content_text": "Words and more", "page_type": "other",
                "language": "en", "word_count": 3, "http_status": 200, "scraped_at": NOW,
            }  # fmt: skip
            await store.upsert_page(derived_id(owner.tenant, n), fields, NOW)
    assert len(await all_ids(ours, f"/{website}/pages", 2)) == 5
    answer = (await ours.get(f"/{website}/pages")).json()
    assert (len(answer["items"]), answer["next"]) == (5, None)
    assert "content_text" not in answer["items"][0]


async def test_the_api_describes_itself(http: httpx.AsyncClient) -> None:
    paths = (await http.get("/openapi.json")).json()["paths"]
    assert set(paths) == {"/v1/websites", "/v1/websites/{website_id}", "/v1/websites/{website_id}/pages"}
