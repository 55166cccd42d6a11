"""The page of the API's description shows without the internet."""

import re
from pathlib import Path

import pytest

import common.contracts
from common.http import Checks, create_app
from common.testing.http import client_of
from common.testing.tokens import KnownTokens

pytestmark = pytest.mark.pure
_ADDRESSES = re.compile(r'(?:src|href)="([^"]+)"')


@pytest.mark.parametrize(("path", "told"), [("/docs", "example, by itself"), ("/docs/all", "the API of all services")])
async def test_the_page_takes_all_it_needs_from_where_it_comes_from(path: str, told: str) -> None:
    app = create_app("example", description="", routers=[], verifier=KnownTokens(), checks=Checks())
    async with client_of(app) as client:
        page = await client.get(path)
        assert page.headers["content-type"].startswith("text/html")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert f"<title>Brand Influence Monitor: {told}</title>" in page.text
        addresses = _ADDRESSES.findall(page.text)
        assert all(address.startswith("/docs/") or address == "/openapi.json" for address in addresses), addresses
        assert "<script>" not in page.text, "the policy lets nothing run that stands in the page"
        for asset in (address for address in addresses if "/assets/" in address):
            answer = await client.get(asset)
            assert answer.status_code == 200
            assert len(answer.content) > 100
            assert answer.headers["content-type"].startswith("text/css" if asset.endswith("css") else "text/javascript")
        assert (await client.get("/docs/assets/page.html")).status_code == 422
        script = (await client.get("/docs/assets/start.js")).text
        assert 'url: "/openapi.json"' in script and "://" not in script
        assert (await client.get("/openapi.json")).json()["info"]["title"] == "brandmon example"


async def test_the_document_of_all_services_is_served_as_it_is_committed() -> None:
    app = create_app("example", description="", routers=[], verifier=KnownTokens(), checks=Checks())
    async with client_of(app) as client:
        answer = await client.get("/openapi/all.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == (Path(common.contracts.__file__).parent / "openapi.json").read_bytes()
    assert answer.json()["info"]["title"] == "Brand Influence Monitor"
