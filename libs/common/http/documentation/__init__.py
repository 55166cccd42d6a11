"""The API's description as a page: what it needs is served by ourselves, so it shows without the internet.

``/docs`` shows the service that is asked. ``/docs/all`` and ``/openapi/all.json`` are the API as clients see it, of all
services, which the gateway has at ``/docs`` and ``/openapi.json``. The viewer is Swagger UI (Apache-2.0), as
``fastapi-offline`` (MIT) packages it.
"""

from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, Literal

from fastapi import APIRouter, Response
from pydantic import ConfigDict

import common.contracts

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


def answered_as(*kinds: str, shape: str = "string") -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route that answers a file, of these media types; ``shape`` is what JSON calls it."""
    return {200: {"content": {kind: {"schema": {"type": shape}} for kind in kinds}}}


def documentation(service: str) -> APIRouter:
    """The page of ``service``, that of all services with its document, and what both pages are made of."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def own() -> Response:
        return _page(f"{service}, by itself")

    @router.get("/docs/all")
    async def every() -> Response:
        return _page("the API of all services")

    @router.get("/openapi/all.json")
    async def whole() -> Response:
        return Response(
            _whole(), media_type="application/json", headers={"Cache-Control": f"public, max-age={_KEEP_S}"}
        )

    @router.get("/docs/assets/{name}")
    async def asset(name: Asset) -> Response:
        kept = {"Cache-Control": f"public, max-age={_KEEP_S}"}
        return Response(_asset(name), media_type=_KINDS[name.rpartition(".")[2]], headers=kept)

    return router


def _page(what: str) -> Response:
    text = files(__name__).joinpath("page.html").read_text("utf-8")
    page = text.replace("{what}", escape(what))
    return Response(page, media_type="text/html", headers={"Content-Security-Policy": _POLICY})


@cache
def _whole() -> bytes:
    return files(common.contracts).joinpath("openapi.json").read_bytes()


@cache
def _asset(name: Asset) -> bytes:
    source = files(__name__) if name == _OWN else files("fastapi_offline") / "static"
    return source.joinpath(name).read_bytes()
