"""The page of the API's description shows without the internet."""

import json
import re
from html import unescape

import pytest

from common.contracts.services import SERVICES
from common.http import Checks, create_app
from common.testing.http import client_of
from common.testing.tokens import KnownTokens

pytestmark = pytest.mark.pure
_ADDRESSES = re.compile(r'(?:src|href)="([^"]+)"')


@pytest.mark.parametrize(
    ("path", "descriptions"),
    [("/docs", {"example": "/openapi.json"}), ("/docs/all", {name: f"/openapi/{name}.json" for name in SERVICES})],
)
async def test_the_page_takes_all_it_needs_from_where_it_comes_from(path: str, descriptions: dict[str, str]) -> None:
    app = create_app("example", description="", routers=[], verifier=KnownTokens(), checks=Checks())
    async with client_of(app) as client:
        page = await client.get(path)
        assert page.headers["content-type"].startswith("text/html")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        told = re.search(r'data-descriptions="([^"]+)"', page.text)
        assert told and json.loads(unescape(told[1])) == descriptions
        addresses = _ADDRESSES.findall(page.text)
        assert all(address.startswith("/docs/") for address in addresses), addresses
        assert "<script>" not in page.text, "the policy lets nothing run that stands in the page"
        for asset in (address for address in addresses if "/assets/" in address):
            answer = await client.get(asset)
            assert answer.status_code == 200
            assert len(answer.content) > 100
            assert answer.headers["content-type"].startswith("text/css" if asset.endswith("css") else "text/javascript")
        assert (await client.get("/docs/assets/page.html")).status_code == 422
        assert (await client.get("/openapi.json")).json()["info"]["title"] == "brandmon example"
