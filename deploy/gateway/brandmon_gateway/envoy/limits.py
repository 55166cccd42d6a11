"""How many requests who may send. Each limit is a filter of its own, so that a request must pass all of them.

Buckets by address and tenant are made as they are met; Envoy keeps the most recent ones and forgets the others.
"""

from typing import Any

from brandmon_gateway.envoy.typed import Config, http_filter, typed
from brandmon_gateway.rules import Limit, Limits, RouteLimit

_KIND = "filters.http.local_ratelimit.v3.LocalRateLimit"
ROUTE_LIMITS = "limits.route"
MOST_BUCKETS = 20_000
"""Of one limit, kept at once; a bucket is some hundred bytes."""
_ALWAYS = {"default_value": {"numerator": 100, "denominator": "HUNDRED"}}
_ENFORCED = {"filter_enabled": _ALWAYS, "filter_enforced": _ALWAYS}
_UNBOUNDED = {"max_tokens": 4_294_967_295, "tokens_per_fill": 4_294_967_295, "fill_interval": "1s"}
"""What the filter takes for requests that no descriptor is for: all of them."""


def by_everybody(limits: Limits) -> Config:
    """All clients together: what the machine can bear."""
    bucket = _bucket(limits.everybody, 1)
    return http_filter("limits.everybody", _KIND, stat_prefix="everybody", token_bucket=bucket, **_said(1))


def by_address(limits: Limits, factor: int) -> Config:
    """Each client address; before tokens are verified, which costs more."""
    return http_filter("limits.address", _KIND, **_each("address", _bucket(limits.address, factor), 1))


def by_tenant(limits: Limits, factor: int) -> Config:
    """Each organisation, as the verified token names it; whoever acts for none is held by the address alone."""
    return http_filter("limits.tenant", _KIND, **_each("tenant", _bucket(limits.tenant, factor), 1))


def by_route() -> Config:
    """Nothing by itself: routes that are limited say how (``of_route``)."""
    return http_filter(ROUTE_LIMITS, _KIND, stat_prefix="route")


def of_route(limit: RouteLimit, factor: int) -> Config:
    """What a route says in its ``typed_per_filter_config``."""
    number = limit.per_minute * factor
    bucket = {"max_tokens": number, "tokens_per_fill": number, "fill_interval": "60s"}
    return {ROUTE_LIMITS: typed(_KIND, **_each(limit.by, bucket, 60))}


def _bucket(limit: Limit, factor: int) -> Config:
    return {
        "max_tokens": limit.burst * factor, "tokens_per_fill": limit.per_second * factor, "fill_interval": "1s",
    }  # fmt: skip


def _each(by: str, bucket: Config, retry_after: int) -> Config:
    entry, action = _COUNTED_BY[by]
    return {
        "stat_prefix": by,
        "token_bucket": _UNBOUNDED if bucket["fill_interval"] == "1s" else {**_UNBOUNDED, "fill_interval": "60s"},
        "rate_limits": [{"actions": [action]}],
        "descriptors": [{"entries": [{"key": entry}], "token_bucket": bucket}],
        "max_dynamic_descriptors": MOST_BUCKETS,
        **_said(retry_after),
    }


def _said(retry_after: int) -> Config:
    header = {"header": {"key": "retry-after", "value": str(retry_after)}}
    return {**_ENFORCED, "response_headers_to_add": [header]}


_COUNTED_BY: dict[str, tuple[str, Any]] = {
    "address": ("remote_address", {"remote_address": {}}),
    "tenant": (
        "tenant",
        {
            "metadata": {
                "descriptor_key": "tenant",
                "metadata_key": {
                    "key": "envoy.filters.http.jwt_authn", "path": [{"key": "claims"}, {"key": "tid"}],
                },
                "skip_if_absent": True,
            }
        },
    ),
}  # fmt: skip
"""The entry of the descriptor, and what makes it of a request."""
