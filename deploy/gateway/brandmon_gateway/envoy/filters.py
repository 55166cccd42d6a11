"""What a request passes, in this order."""

from brandmon_gateway.envoy import limits
from brandmon_gateway.envoy.typed import Config, http_filter, seconds, typed
from brandmon_gateway.rules import Place, Rules
from common.contracts.services import SERVICES_BY_NAME
from common.http.access.addresses import GATEWAY_PROOF
from common.http.bodies import KIB, USUAL_KIB
from common.http.tokens import AUDIENCE, ISSUER

BUFFER = "envoy.filters.http.buffer"
API_KEY_PREFIX = "bmk_"
EXCHANGE = "/internal/api-keys"
"""Where auth makes an access token of an API key; no route from outside leads there."""
TOLD = ("authorization", "traceparent", "x-forwarded-for")
"""What auth is told of a request with a key: failed ones are counted by the client's address."""
_OWN = "brandmon.gateway"


def http_filters(place: Place, rules: Rules) -> list[Config]:
    """The chain. Whatever is cheap comes before what asks somebody."""
    return [
        http_filter("envoy.filters.http.cors", "filters.http.cors.v3.Cors"),
        limits.by_everybody(rules.limits),
        limits.by_address(rules.limits, place.factor),
        *_api_keys(place),
        _tokens(place),
        limits.by_tenant(rules.limits, place.factor),
        limits.by_route(),
        # A service is asked when a request is here as a whole.
        http_filter(BUFFER, "filters.http.buffer.v3.Buffer", max_request_bytes=USUAL_KIB * KIB),
        http_filter("envoy.filters.http.router", "filters.http.router.v3.Router", suppress_envoy_headers=True),
    ]


def body_of(kib: int) -> Config:
    """What a route with larger bodies says."""
    kind = "filters.http.buffer.v3.BufferPerRoute"
    return {BUFFER: typed(kind, buffer={"max_request_bytes": kib * KIB})}


def _api_keys(place: Place) -> list[Config]:
    """An API key is exchanged for an access token before tokens are verified; other requests pass untouched."""
    yes = {"pattern": {"regex": f"^Bearer {API_KEY_PREFIX}.*$"}, "substitution": "yes"}
    noted = {"metadata_namespace": _OWN, "key": "api_key", "type": "STRING", "regex_value_rewrite": yes}
    asked = {
        "server_uri": {"uri": f"http://127.0.0.1:{place.services['auth']}", "cluster": "auth", "timeout": seconds(2)},
        "path_prefix": EXCHANGE,
        **_shown(place),
        "authorization_response": {
            "allowed_upstream_headers": {"patterns": [{"exact": "authorization"}]},
            "allowed_client_headers": {
                "patterns": [{"exact": name} for name in ("content-type", "www-authenticate", "retry-after")]
            },
        },
    }
    only_keys = {"filter": _OWN, "path": [{"key": "api_key"}], "value": {"string_match": {"exact": "yes"}}}
    return [
        http_filter(
            "envoy.filters.http.header_to_metadata", "filters.http.header_to_metadata.v3.Config",
            request_rules=[{"header": "authorization", "on_header_present": noted}],
        ),
        http_filter(
            "envoy.filters.http.ext_authz", "filters.http.ext_authz.v3.ExtAuthz",
            http_service=asked, filter_enabled_metadata=only_keys, transport_api_version="V3",
            failure_mode_allow=False, status_on_error={"code": "ServiceUnavailable"},
            allowed_headers={"patterns": [{"exact": name} for name in TOLD]},
        ),
    ]  # fmt: skip


def _shown(place: Place) -> Config:
    """Auth believes the address that it is told with a key only of the gateway, too."""
    shown = [{"key": GATEWAY_PROOF, "value": place.proof}]
    return {"authorization_request": {"headers_to_add": shown}} if place.proof else {}


def _tokens(place: Place) -> Config:
    provider = {  # ES256: the published keys are of that kind only
        "issuer": ISSUER,
        "audiences": [AUDIENCE],
        "forward": True,  # services verify it again
        "require_expiration": True,
        "clock_skew_seconds": 5,
        "payload_in_metadata": "claims",
        "from_headers": [{"name": "Authorization", "value_prefix": "Bearer "}],  # never from the query string
        "remote_jwks": {
            "http_uri": {
                "uri": f"http://127.0.0.1:{place.services['auth']}/.well-known/jwks.json",
                "cluster": "auth",
                "timeout": seconds(5),
            },
            "cache_duration": seconds(60),  # a new signing key is published before it signs
            "async_fetch": {"fast_listener": True, "failed_refetch_duration": seconds(1)},
        },
    }
    free = [{"match": {"path": path}} for service in SERVICES_BY_NAME.values() for path in service.open]
    guarded = {"match": {"prefix": "/v1/"}, "requires": {"provider_name": "auth"}}
    kind = "filters.http.jwt_authn.v3.JwtAuthentication"
    return http_filter("envoy.filters.http.jwt_authn", kind, providers={"auth": provider}, rules=[*free, guarded])
