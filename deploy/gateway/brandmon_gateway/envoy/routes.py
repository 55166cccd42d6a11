"""Which service has which path."""

from brandmon_gateway.envoy.filters import body_of
from brandmon_gateway.envoy.limits import of_route
from brandmon_gateway.envoy.typed import Config, seconds, typed
from brandmon_gateway.rules import Place, Rules
from common.contracts.services import SERVICES_BY_NAME, Service
from common.http.access.addresses import GATEWAY_PROOF


def route_config(place: Place, rules: Rules) -> Config:
    """The virtual host: everything that can be asked, whatever name the caller gives the host."""
    host: Config = {
        "name": "all",
        "domains": ["*"],
        "request_headers_to_remove": list(rules.identity.removed),
        "retry_policy": {
            "retry_on": "connect-failure,reset-before-request", "num_retries": 3,
            "retry_back_off": {"base_interval": "0.1s", "max_interval": "1s"},
        },
        "routes": [*_routes(place, rules), *_descriptions(rules)],
        "typed_per_filter_config": {"envoy.filters.http.cors": _cors(place, rules)},
    }  # fmt: skip
    if place.proof:
        host["request_headers_to_add"] = [_header(GATEWAY_PROOF, place.proof, "OVERWRITE_IF_EXISTS_OR_ADD")]
    added = [_header(name, value, "ADD_IF_ABSENT") for name, value in rules.headers.items()]
    return {"name": "services", "response_headers_to_add": added, "virtual_hosts": [host]}


def _header(name: str, value: str, action: str) -> Config:
    return {"header": {"key": name, "value": value}, "append_action": action}


def _cors(place: Place, rules: Rules) -> Config:
    return typed(
        "filters.http.cors.v3.CorsPolicy",
        allow_origin_string_match=[{"exact": origin} for origin in place.origins],
        allow_methods=", ".join(rules.cors.methods),
        allow_headers=", ".join(rules.cors.headers),
        expose_headers=", ".join(rules.cors.exposed),
        max_age=str(rules.cors.seconds),
        allow_credentials=False,
    )


def _routes(place: Place, rules: Rules) -> list[Config]:
    """Limited paths first: the first match is taken."""
    limited = {limit.path: of_route(limit, place.factor) for limit in rules.limits.routes}
    found: list[Config] = []
    for service in SERVICES_BY_NAME.values():
        own = [path for path in sorted(limited) if any(_below(path, prefix) for prefix in service.routes)]
        found += [_route(service, {"path": path}, rules, limited[path]) for path in own]
        found += [_route(service, {"path": path}, rules, {}) for path in service.exact]
        for prefix in service.routes:
            larger = service.bodies_kib.get(prefix)
            found.append(_route(service, {"path_separated_prefix": prefix}, rules, body_of(larger) if larger else {}))
    return found


def _below(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(f"{prefix}/")


def _route(service: Service, match: Config, rules: Rules, per_filter: Config) -> Config:
    route: Config = {"match": match, "route": {"cluster": service.name, "timeout": seconds(rules.seconds.answer)}}
    return route | ({"typed_per_filter_config": per_filter} if per_filter else {})


def _descriptions(rules: Rules) -> list[Config]:
    """The page of the API, what it is made of, and the API's description; any service has them."""
    time = seconds(rules.seconds.description)
    return [
        {"match": {"path_separated_prefix": "/docs/assets"}, "route": {"cluster": "auth", "timeout": time}},
        *(
            {"match": {"path": path}, "route": {"cluster": "auth", "timeout": time, "prefix_rewrite": behind}}
            for path, behind in (("/docs", "/docs/all"), ("/openapi.json", "/openapi/all.json"))
        ),
    ]
