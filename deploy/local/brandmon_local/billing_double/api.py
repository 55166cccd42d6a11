"""The double's API: forms in, JSON out, each request with a key, each repetition under an idempotency key the same."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from brandmon_local.billing_double import pages
from brandmon_local.billing_double.forms import nested
from brandmon_local.billing_double.shapes import Json, listed
from brandmon_local.billing_double.webhooks import Webhooks
from brandmon_local.billing_double.world import Refusal, World

Responder = Callable[[World, Request, Json], Any]


class Api:
    """The routes over one world. ``most_kept`` idempotency keys are remembered."""

    def __init__(self, world: World, key: str, webhooks: Webhooks | None = None) -> None:
        self.world, self._key, self._webhooks = world, key, webhooks
        self._answered: dict[str, tuple[tuple[str, bytes], int, Json]] = {}

    def app(self) -> Starlette:
        """The ASGI application."""
        api = [Route(path, self._route(answer), methods=[method]) for method, path, answer in ROUTES]
        return Starlette(routes=[*api, *pages.routes(self.world, self._after)])

    def _route(self, answer: Responder) -> Callable[[Request], Awaitable[Response]]:
        async def route(request: Request) -> Response:
            body = await request.body()
            try:
                self._check_key(request)
                status, told = self._once(request, body, answer)
            except Refusal as refusal:
                status, told = refusal.status, refusal.body
            await self._after()
            return JSONResponse(told, status)

        return route

    def _check_key(self, request: Request) -> None:
        given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
        if not hmac.compare_digest(given, self._key.encode()):
            raise Refusal(401, "api_key_invalid", "Invalid API Key provided.")

    def _once(self, request: Request, body: bytes, answer: Responder) -> tuple[int, Json]:
        key = request.headers.get("idempotency-key") if request.method == "POST" else None
        asked = (request.url.path, body)
        if key in self._answered:
            before, status, told = self._answered[key]
            if before != asked:
                raise Refusal(400, "idempotency_key_in_use", "The key was used otherwise.", kind="idempotency_error")
            return status, told
        values = nested(parse_qsl(body.decode(), keep_blank_values=True))
        told = answer(self.world, request, values)
        if key is not None:
            self._answered[key] = (asked, 200, dict(told))
        return 200, told

    async def _after(self) -> None:
        if self._webhooks is not None:
            self._webhooks.send_new(self.world)


def _customer_asked(request: Request) -> str:
    return request.query_params.get("customer", "")


def _subscriptions(world: World, request: Request, _: Json) -> Json:
    found = world.subscriptions_of(_customer_asked(request), request.query_params.get("status", "active"))
    return listed("/v1/subscriptions", found)


def _invoices(world: World, request: Request, _: Json) -> Json:
    most = int(request.query_params.get("limit", "10"))
    found = world.invoices_of(_customer_asked(request))
    return listed("/v1/invoices", found[:most], more=len(found) > most)


def _kept(name: str) -> Responder:
    def answer(world: World, request: Request, _: Json) -> Json:
        kept: dict[str, Json] = getattr(world, name)
        if (found := kept.get(request.path_params["id"])) is None:
            raise Refusal(404, "resource_missing", f"No such object: '{request.path_params['id']}'")
        return found

    return answer


ROUTES: tuple[tuple[str, str, Responder], ...] = (
    ("POST", "/v1/customers", lambda world, _, values: world.add_customer(values)),
    ("GET", "/v1/customers/{id}", _kept("customers")),
    ("DELETE", "/v1/customers/{id}", lambda world, request, _: world.delete_customer(request.path_params["id"])),
    ("POST", "/v1/checkout/sessions", lambda world, _, values: world.open_session(values)),
    ("GET", "/v1/checkout/sessions/{id}", _kept("sessions")),
    (
        "POST", "/v1/checkout/sessions/{id}/expire",
        lambda world, request, _: world.expire_session(request.path_params["id"]),
    ),
    ("POST", "/v1/billing_portal/sessions", lambda world, _, values: world.open_portal(values)),
    ("GET", "/v1/subscriptions", _subscriptions),
    ("GET", "/v1/subscriptions/{id}", _kept("subscriptions")),
    ("POST", "/v1/subscriptions/{id}", lambda world, request, values: world.update(request.path_params["id"], values)),
    ("DELETE", "/v1/subscriptions/{id}", lambda world, request, _: world.end(request.path_params["id"])),
    ("GET", "/v1/invoices", _invoices),
    ("GET", "/v1/prices/{id}", _kept("prices")),
    ("GET", "/v1/events", lambda world, _, __: listed("/v1/events", world.events[::-1][:100])),
)  # fmt: skip
