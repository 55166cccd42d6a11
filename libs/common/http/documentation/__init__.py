"""The API's description as a page: what it needs is served by ourselves, so it shows without the internet.

``/docs`` shows the service that is asked; ``/docs/all`` every service, by the addresses of the gateway, which has it at
``/docs`` and ``/docs/<service>``.
"""

from functools import cache
from html import escape
from importlib.resources import files
from json import dumps
from typing import Any, Literal

from fastapi import APIRouter, Response
from pydantic import ConfigDict

from common.contracts.services import SERVICES

Asset = Literal["swagger-ui.css", "swagger-ui-bundle.js", "start.js"]
SOME_ID = "019a2f6e-5c1b-7d3a-9f00-2b7c1d4e5f60"
"""An id as it looks, for examples."""
_KINDS = {"css": "text/css", "js": "text/javascript"}
_OWN = "start.js"
_KEEP_S = 3600
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self';"
    " frame-ancestors 'none'"
)
"""The viewer styles what it draws in place; nothing else of it comes from elsewhere than here."""


def like(example: dict[str, Any]) -> ConfigDict:
    """The configuration of a body: one as it may be sent, for the description."""
    return ConfigDict(json_schema_extra={"examples": [example]})


def documentation(service: str) -> APIRouter:
    """The page of ``service``, that of all services, and what both are made of."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def own() -> Response:
        return _page({service: "/openapi.json"})

    @router.get("/docs/all")
    async def every() -> Response:
        return _page({name: f"/openapi/{name}.json" for name in SERVICES})

    @router.get("/docs/assets/{name}")
    async def asset(name: Asset) -> Response:
        kept = {"Cache-Control": f"public, max-age={_KEEP_S}"}
        return Response(_asset(name), media_type=_KINDS[name.rpartition(".")[2]], headers=kept)

    return router


def _page(descriptions: dict[str, str]) -> Response:
    links = " ".join(f'<a href="/docs/{name}">{name}</a>' for name in descriptions) if len(descriptions) > 1 else ""
    text = files(__name__).joinpath("page.html").read_text("utf-8")
    page = text.replace("{links}", links).replace("{descriptions}", escape(dumps(descriptions)))
    return Response(page, media_type="text/html", headers={"Content-Security-Policy": _POLICY})


@cache
def _asset(name: Asset) -> bytes:
    source = files(__name__) if name == _OWN else files("fastapi_offline") / "static"
    return source.joinpath(name).read_bytes()
