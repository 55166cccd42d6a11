"""The same rules as resources of the Gateway API and of Envoy Gateway, for a cluster.

Three routes per service, because a policy holds for a route: ``<service>-open`` needs no token, ``<service>-keys``
takes API keys (told by their prefix), ``<service>`` needs a token. Limits are counted by the rate limit service that
Envoy Gateway runs, so that several gateways count together.
"""

from collections.abc import Iterator
from typing import Any

from brandmon_gateway.envoy.filters import API_KEY_PREFIX, EXCHANGE
from brandmon_gateway.rules import Limit, RouteLimit, Rules
from common.contracts.services import SERVICES_BY_NAME, Service
from common.http.bodies import USUAL_KIB
from common.http.tokens import AUDIENCE, ISSUER

Resource = dict[str, Any]
GATEWAY = "brandmon"
TENANT_HEADER = "x-brandmon-tenant"
"""Written from the verified token, for counting only; what comes in under this name is removed."""
_PORT = 8000
_ENVOY = "gateway.envoyproxy.io"
_API = "gateway.networking.k8s.io"


def resources(rules: Rules, host: str = "api.example.com", origins: tuple[str, ...] = ()) -> list[Resource]:
    """Everything that the gateway needs, in an order in which it can be applied."""
    found = [_gateway(host), _clients(rules)]
    for service in SERVICES_BY_NAME.values():
        kinds = list(_routes_of(service, rules))
        found += kinds
        found += _security(service, rules, origins, open_too=bool(service.open))
        found.append(_traffic(service, rules, [route["metadata"]["name"] for route in kinds]))
    return found


def _resource(group: str, version: str, kind: str, name: str, spec: Resource) -> Resource:
    return {"apiVersion": f"{group}/{version}", "kind": kind, "metadata": {"name": name}, "spec": spec}


def _gateway(host: str) -> Resource:
    tls = {"mode": "Terminate", "certificateRefs": [{"name": "brandmon-gateway-tls"}]}
    listener = {"name": "https", "port": 443, "protocol": "HTTPS", "hostname": host, "tls": tls}
    return _resource(_API, "v1", "Gateway", GATEWAY, {"gatewayClassName": "envoy", "listeners": [listener]})


def _clients(rules: Rules) -> Resource:
    time = rules.seconds
    spec = {
        "targetRefs": [{"group": _API, "kind": "Gateway", "name": GATEWAY}],
        "clientIPDetection": {"xForwardedFor": {"numTrustedHops": 1}},  # the load balancer before the gateway
        "headers": {
            "withUnderscoresAction": "DropHeader",
            "requestID": "Generate",
            "maxRequestHeaderLimit": f"{rules.sizes.header_kib}Ki",
            "earlyRequestHeaders": {"remove": [*rules.identity.removed, TENANT_HEADER]},
            "lateResponseHeaders": {
                "addIfAbsent": [
                    *({"name": name, "value": value} for name, value in rules.headers.items()),
                    {"name": "strict-transport-security", "value": "max-age=31536000; includeSubDomains"},
                ]
            },
        },
        "path": {"escapedSlashesAction": "RejectRequest"},
        "timeout": {
            "http": {
                "requestReceivedTimeout": f"{time.request}s", "requestHeadersReceivedTimeout": f"{time.headers}s",
                "idleTimeout": f"{time.idle_connection}s", "streamIdleTimeout": f"{time.idle_stream}s",
            }
        },
        "tls": {"minVersion": "1.3"},
    }  # fmt: skip
    return _resource(_ENVOY, "v1alpha1", "ClientTrafficPolicy", GATEWAY, spec)


def _routes_of(service: Service, rules: Rules) -> Iterator[Resource]:
    if service.open:
        yield _route(f"{service.name}-open", service, [_exact(path) for path in service.open], rules)
    key = {"type": "RegularExpression", "name": "authorization", "value": f"^Bearer {API_KEY_PREFIX}.*"}
    below = [{"type": "PathPrefix", "value": path} for path in service.routes]
    yield _route(f"{service.name}-keys", service, below, rules, headers=[key])
    yield _route(service.name, service, below, rules)


def _exact(path: str) -> Resource:
    return {"type": "Exact", "value": path}


def _route(
    name: str, service: Service, paths: list[Resource], rules: Rules, *, headers: list[Resource] | None = None
) -> Resource:
    matches = [{"path": path, **({"headers": headers} if headers else {})} for path in paths]
    rule = {
        "matches": matches,
        "backendRefs": [{"name": service.name, "port": _PORT}],
        "timeouts": {"request": f"{rules.seconds.answer}s"},
    }
    return _resource(_API, "v1", "HTTPRoute", name, {"parentRefs": [{"name": GATEWAY}], "rules": [rule]})


def _security(service: Service, rules: Rules, origins: tuple[str, ...], *, open_too: bool) -> Iterator[Resource]:
    jwks = {"uri": f"http://auth:{_PORT}/.well-known/jwks.json", "cacheDuration": "60s"}
    provider = {
        "name": "auth", "issuer": ISSUER, "audiences": [AUDIENCE], "remoteJWKS": jwks,
        "claimToHeaders": [{"claim": "tid", "header": TENANT_HEADER}],
    }  # fmt: skip
    exchange = {
        "failOpen": False,
        "http": {
            "backendRefs": [{"name": "auth", "port": _PORT}],
            "path": EXCHANGE,
            "headersToBackend": ["authorization"],
        },
    }
    cors = {
        "allowOrigins": list(origins), "allowMethods": list(rules.cors.methods),
        "allowHeaders": list(rules.cors.headers), "exposeHeaders": list(rules.cors.exposed),
        "maxAge": f"{rules.cors.seconds}s",
    }  # fmt: skip
    common: Resource = {"cors": cors} if origins else {}
    jwt = {"jwt": {"providers": [provider]}}
    yield _secured(service.name, common | jwt)
    yield _secured(f"{service.name}-keys", common | jwt | {"extAuth": exchange})
    if open_too and common:
        yield _secured(f"{service.name}-open", common)


def _secured(route: str, said: Resource) -> Resource:
    target = [{"group": _API, "kind": "HTTPRoute", "name": route}]
    return _resource(_ENVOY, "v1alpha1", "SecurityPolicy", route, {"targetRefs": target, **said})


def _traffic(service: Service, rules: Rules, routes: list[str]) -> Resource:
    circuits = rules.circuits
    own = [limit for limit in rules.limits.routes if any(limit.path.startswith(path) for path in service.routes)]
    spec = {
        "targetRefs": [{"group": _API, "kind": "HTTPRoute", "name": name} for name in routes],
        "requestBuffer": {"limit": f"{max([USUAL_KIB, *service.bodies_kib.values()])}Ki"},
        "circuitBreaker": {
            "maxConnections": circuits.connections, "maxPendingRequests": circuits.waiting,
            "maxParallelRequests": circuits.requests, "maxParallelRetries": circuits.retries,
        },
        "healthCheck": {
            "passive": {
                "consecutiveGatewayErrors": circuits.faults_in_a_row,
                "baseEjectionTime": f"{circuits.left_out_seconds}s", "maxEjectionPercent": circuits.left_out_percent,
            }
        },
        "retry": {"numRetries": 3, "retryOn": {"triggers": ["connect-failure", "reset-before-request"]}},
        "timeout": {"http": {"requestTimeout": f"{rules.seconds.answer}s"}},
        "rateLimit": {
            "type": "Global",
            "global": {
                "rules": [
                    *map(_of_route, own),
                    _limit([_BY["address"]], rules.limits.address),
                    _limit([_BY["tenant"]], rules.limits.tenant),
                ]
            },
        },
    }  # fmt: skip
    return _resource(_ENVOY, "v1alpha1", "BackendTrafficPolicy", service.name, spec)


_BY: dict[str, Resource] = {
    "address": {"sourceCIDR": {"type": "Distinct", "value": "0.0.0.0/0"}},
    "tenant": {"headers": [{"type": "Distinct", "name": TENANT_HEADER}]},
}


def _limit(selectors: list[Resource], limit: Limit) -> Resource:
    return {"clientSelectors": selectors, "limit": {"requests": limit.per_second, "unit": "Second"}, "shared": True}


def _of_route(limit: RouteLimit) -> Resource:
    selector = {**_BY[limit.by], "path": _exact(limit.path)}
    return {"clientSelectors": [selector], "limit": {"requests": limit.per_minute, "unit": "Minute"}}
