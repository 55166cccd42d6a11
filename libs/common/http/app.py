"""The FastAPI application every service is: probes, metrics, problem+json, one log line and one span per request."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from opentelemetry.trace import SpanKind
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match, Route

from common.http.access.looks import OperatorLooks
from common.http.access.watching import Watch
from common.http.bodies import Bodies, limits_of
from common.http.documentation import documentation
from common.http.idempotency import Idempotency, keys_described, with_keys
from common.http.problems import dependants, described, problem
from common.http.state import Provided, Provides
from common.http.tokens import GuardedVerifier, TokenVerifier
from common.primitives.errors import Problem
from common.primitives.text import shown
from common.process.telemetry import log, span
from common.stores.keyed import FirstAnswers

_log = log("http")
_REQUESTS = Counter("brandmon_http_requests_total", "Requests by route and status.", ["route", "method", "status"])
_SECONDS = Histogram("brandmon_http_request_seconds", "Time to answer.", ["route", "method"])
_ANSWERS_WITHIN_S = 2.0
"""A store that is asked whether it is there, and says nothing for so long, is away."""
MOST_FAULTS = 50
"""Faults of one request that are told; a list of a thousand bad items is as bad as one."""
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})

Ready = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Checks:
    """What the probes ask: ``ready`` raise where a store is away, ``alive`` are False where a restart would help."""

    ready: dict[str, Ready] = field(default_factory=dict)
    alive: dict[str, Callable[[], bool]] = field(default_factory=dict)

    def of_revocations(self, watch: Watch) -> "Checks":
        """These, and whether it is known which tokens were revoked."""
        return Checks(self.ready | {"revocations": watch.table.ready}, self.alive | {"revocations": watch.alive})

    async def away(self) -> list[str]:
        """The stores that do not answer now."""
        away: list[str] = []
        for name, ready in self.ready.items():
            try:
                async with asyncio.timeout(_ANSWERS_WITHIN_S):
                    await ready()
            except Exception as error:  # noqa: BLE001 - any fault means the same here: not ready
                _log.warning("not ready", needs=name, error=type(error).__name__)
                away.append(name)
        return away


class UnprovidedError(TypeError):
    """A route asks for something that the composition root did not give; told when the application is made."""


class _Application(FastAPI):
    """An application whose description names the problems of each route."""

    described_routes: Sequence[BaseRoute] = ()
    takes_keys = False

    def openapi(self) -> dict[str, Any]:
        """See FastAPI."""
        fresh = self.openapi_schema is None
        schema = super().openapi()
        if fresh:
            described(schema, self.described_routes, keyed=self.takes_keys)
            if self.takes_keys:
                keys_described(schema, self.described_routes)
        return schema


def create_app(
    service: str,
    *,
    description: str,
    routers: Sequence[APIRouter],
    verifier: TokenVerifier,
    checks: Checks,
    provides: Provides | None = None,
) -> FastAPI:
    """The application; ``provides`` is what routes ask for by type. ``UnprovidedError`` where something is missing.

    With ``FirstAnswers`` among what is given, every POST takes a key.
    Revocations of tokens are watched while it runs, and are part of what its probes ask.
    """
    watch = _watch_of(verifier, provides or {})
    checks = checks if watch is None else checks.of_revocations(watch)
    app = _Application(
        title=f"brandmon {service}", description=description, version="1.0.0", docs_url=None, redoc_url=None,
        redirect_slashes=False,  # the answer would name whatever host the caller named
        lifespan=_watching(watch) if watch else None,
    )  # fmt: skip
    app.state.verifier = verifier
    app.state.checks = checks
    app.state.provides = provides or {}
    app.described_routes = [route for router in routers for route in router.routes]
    _see_that_all_is_provided(app.described_routes, app.state.provides)
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    if FirstAnswers in app.state.provides:
        app.takes_keys = True
        with_keys(app.described_routes)
        app.add_middleware(Idempotency, answers=app.state.provides[FirstAnswers])
    app.add_middleware(Bodies, limit_of=limits_of(service))
    app.middleware("http")(_observe)
    app.include_router(_probes(checks))
    app.include_router(documentation(service))
    for router in routers:
        app.include_router(router)
    return app


def _watch_of(verifier: TokenVerifier, provides: Provides) -> Watch | None:
    """What keeps the verifier's table of revocations, where it believes real tokens."""
    if not isinstance(verifier, GuardedVerifier):
        return None
    if OperatorLooks not in provides:
        raise UnprovidedError("looks of the platform's operators would not be noted")
    return verifier.watch


def _watching(watch: Watch) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        watch.start()
        try:
            yield
        finally:
            await watch.stop()

    return lifespan


def _see_that_all_is_provided(routes: Sequence[BaseRoute], provides: Provides) -> None:
    for route in (each for each in routes if isinstance(each, APIRoute)):
        for call in (each.call for each in dependants(route)):
            if isinstance(call, Provided) and call.kind not in provides:
                raise UnprovidedError(f"{route.path} asks for {call.kind.__name__}")


def _probes(checks: Checks) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    async def healthz() -> JSONResponse:
        stalled = [name for name, alive in checks.alive.items() if not alive()]
        return JSONResponse({"status": "stalled" if stalled else "ok", "stalled": stalled}, 503 if stalled else 200)

    @router.get("/readyz")
    async def readyz() -> JSONResponse:
        away = await checks.away()
        return JSONResponse({"status": "waiting" if away else "ok", "away": away}, 503 if away else 200)

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router


async def _observe(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    path = request.scope["path"]  # not that of the whole address, which the caller's Host may make none
    if path in PROBES:
        return await _answered(request, call_next)
    began = time.perf_counter()
    linked = request.headers.get("traceparent")  # a caller's trace is his: ours refers to it, and is none of its parts
    with span(f"{request.method} {path}", kind=SpanKind.SERVER, linked=linked) as current:
        response = await _answered(request, call_next)
        route = getattr(request.scope.get("route"), "path", "unmatched")
        current.update_name(f"{request.method} {route}")
        current.set_attribute("http.response.status_code", response.status_code)
        took = time.perf_counter() - began
        _REQUESTS.labels(route, request.method, response.status_code).inc()
        _SECONDS.labels(route, request.method).observe(took)
        facts = {"method": request.method, "route": route, "status": response.status_code}
        _log.info("request", **facts, ms=round(took * 1000, 1), tenant_id=getattr(request.state, "tenant_id", None))
    return response


async def _answered(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """The answer, also to a fault of ours. What reached the server as an exception would close a connection that the
    gateway shares between callers: the next one's request would be lost with it."""
    try:
        response = await call_next(request)
    except Exception as error:  # noqa: BLE001 - logged, and told to the caller
        response = await _on_fault(request, error)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    return response


async def _on_problem(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return problem(error.status, error.type, error.title, error.detail, **error.extra)


async def _on_invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [
        {"field": shown(".".join(str(part) for part in fault["loc"])), "message": shown(fault["msg"], 300)}
        for fault in error.errors()[:MOST_FAULTS]
    ]
    return problem(422, "invalid-request", "The request is not valid", faults[0]["message"], errors=faults)


async def _on_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    slug = {404: "not-found", 405: "method-not-allowed"}.get(error.status_code, "http-error")
    answer = problem(error.status_code, slug, str(error.detail), str(error.detail))
    answer.headers.update(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        answer.headers["Allow"] = ", ".join(_allowed(request))
    return answer


def _allowed(request: Request) -> list[str]:
    """What may be asked of this path: the framework names the methods of one of its routes only."""
    known = (*request.app.described_routes, *request.app.router.routes)
    routes = [each for each in known if isinstance(each, Route) and each.matches(request.scope)[0] is not Match.NONE]
    return sorted({method for route in routes for method in route.methods or ()})


async def _on_fault(request: Request, error: Exception) -> JSONResponse:
    _log.error("request failed", path=request.scope["path"], error=type(error).__name__, exc_info=error)
    away = await request.app.state.checks.away()
    if away:  # not a fault of ours: it passes, and the caller may try again
        detail = f"{' and '.join(away)} cannot be reached now; try again soon."
        return problem(503, "store-unavailable", "A store is away", detail, retry_after=5)
    return problem(500, "internal", "Something went wrong here", "The fault was logged; please try again.")
