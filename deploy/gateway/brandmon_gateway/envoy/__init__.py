"""The whole configuration of one Envoy."""

from brandmon_gateway.envoy.clusters import clusters
from brandmon_gateway.envoy.filters import http_filters
from brandmon_gateway.envoy.replies import local_replies
from brandmon_gateway.envoy.routes import route_config
from brandmon_gateway.envoy.typed import Config, seconds, typed
from brandmon_gateway.rules import RULES, Place, Rules

_HOST = "127.0.0.1"
_LOGGED = {  # neither query strings, nor addresses, nor headers that carry a secret
    "time": "%START_TIME%", "method": "%REQ(:METHOD)%", "path": "%PATH(NQ:ORIG_OR_PATH)%", "status": "%RESPONSE_CODE%",
    "flags": "%RESPONSE_FLAGS%", "details": "%RESPONSE_CODE_DETAILS%", "ms": "%DURATION%",
    "upstream": "%UPSTREAM_CLUSTER%", "bytes": "%BYTES_SENT%", "request_id": "%REQ(X-REQUEST-ID)%",
    "traceparent": "%REQ(TRACEPARENT)%",
}  # fmt: skip
_MOST_CONNECTIONS = 10_000

_ADMINISTRATION = [{"exact": "/ready"}, {"prefix": "/stats"}]
"""It asks for no password, and could end the process or show its configuration."""


def envoy_config(place: Place, rules: Rules = RULES) -> Config:
    """What ``envoy -c`` reads, written as JSON."""
    manager = typed("filters.network.http_connection_manager.v3.HttpConnectionManager", **_manager(place, rules))
    chain = {"filters": [{"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}]}
    listener = {
        "name": "gateway", "address": _address(place.port), "per_connection_buffer_limit_bytes": 1024 * 1024,
        "filter_chains": [chain],
    }  # fmt: skip
    layer = {"name": "static", "static_layer": {"overload": {"global_downstream_max_connections": _MOST_CONNECTIONS}}}
    return {
        "admin": {"address": _address(place.admin_port), "allow_paths": _ADMINISTRATION},
        "layered_runtime": {"layers": [layer]},
        "static_resources": {"listeners": [listener], "clusters": clusters(place, rules)},
    }


def _address(port: int) -> Config:
    return {"socket_address": {"address": _HOST, "port_value": port}}


def _manager(place: Place, rules: Rules) -> Config:
    time, logs = rules.seconds, "access_loggers.stream.v3.StdoutAccessLog"
    return {
        "stat_prefix": "gateway",
        "use_remote_address": True,
        "normalize_path": True,
        "merge_slashes": True,
        "path_with_escaped_slashes_action": "REJECT_REQUEST",
        "server_header_transformation": "PASS_THROUGH",  # services send none
        "always_set_request_id_in_response": True,
        "max_request_headers_kb": rules.sizes.header_kib,
        "request_timeout": seconds(time.request),
        "request_headers_timeout": seconds(time.headers),
        "stream_idle_timeout": seconds(time.idle_stream),
        "drain_timeout": seconds(time.drain),
        "common_http_protocol_options": {
            "idle_timeout": seconds(time.idle_connection),
            "max_headers_count": rules.sizes.header_count,
            "headers_with_underscores_action": "DROP_HEADER",  # x_tenant_id must not pass for x-tenant-id
        },
        "access_log": [
            {"name": "envoy.access_loggers.stdout", "typed_config": typed(logs, log_format={"json_format": _LOGGED})}
        ],
        "local_reply_config": local_replies(rules.headers),
        "http_filters": http_filters(place, rules),
        "route_config": route_config(place, rules),
    }
