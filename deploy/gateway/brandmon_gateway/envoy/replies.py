"""What the gateway says itself, as problem+json with the types that the services use."""

from collections.abc import Mapping

from brandmon_gateway.envoy.typed import Config, typed
from common.http.problem_types import PROBLEM_TYPES, PROBLEM_URN

PROBLEM_JSON = "application/problem+json"
_CHALLENGE = {"header": {"key": "www-authenticate", "value": 'Bearer realm="brandmon", error="invalid_token"'}}

_DETAILS = {
    "token-missing": "A bearer token is required.",
    "token-expired": "The access token has expired; refresh it.",
    "token-invalid": "The access token is not valid.",
    "not-found": "There is no such address.",
    "request-timeout": "The request did not arrive in time.",
    "body-too-large": "The body is larger than what is taken at this address.",
    "rate-limited": "More requests than the gateway lets through; please wait as long as retry-after says.",
    "unavailable": "The service behind this address does not answer now; please try again.",
    "timeout": "The service behind this address did not answer in time.",
}
"""What is told of each; the sentences are the gateway's own."""


def local_replies(headers: Mapping[str, str]) -> Config:
    """Which problem is which fault, the first that fits is told; each with ``headers``: no route adds them here."""
    action = "OVERWRITE_IF_EXISTS_OR_ADD"
    safe = [{"header": {"key": name, "value": value}, "append_action": action} for name, value in headers.items()]
    mappers = _mappers()
    for mapper in mappers:
        mapper["headers_to_add"] = [*mapper.get("headers_to_add", ()), *safe]
    return {"mappers": mappers}


def _mappers() -> list[Config]:
    other = {  # whatever else the gateway itself answers
        "type": f"{PROBLEM_URN}http-error",
        "title": "The gateway refused the request",
        "status": "%RESPONSE_CODE%",
        "detail": "%LOCAL_REPLY_BODY%",
    }
    by_key = _cel("response.code < 500 && response.code_details.startsWith('ext_authz')")
    by_auth = {"content_type": PROBLEM_JSON, "text_format_source": {"inline_string": "%LOCAL_REPLY_BODY%"}}
    return [
        # What auth said of an API key is a problem already; where it could not be asked, the status tells.
        {**by_key, "body_format_override": by_auth},
        {  # a token of another audience is no token here
            **_when("response.code == 403 && response.code_details.startsWith('jwt_authn')", "token-invalid"),
            "status_code": 401,
            "headers_to_add": [_CHALLENGE],
        },
        _when("response.code == 401 && response.code_details.contains('missing')", "token-missing"),
        _when("response.code == 401 && response.code_details.contains('expired')", "token-expired"),
        *(_of_status(PROBLEM_TYPES[slug].status, slug) for slug in _BY_STATUS),
        _status("GE", 400, {"content_type": PROBLEM_JSON, "json_format": other}),
    ]


_BY_STATUS = (
    "token-invalid", "not-found", "request-timeout", "body-too-large", "rate-limited", "unavailable", "timeout",
)  # fmt: skip


def _format(slug: str) -> Config:
    kind = PROBLEM_TYPES[slug]
    told = {"type": PROBLEM_URN + slug, "title": kind.title, "status": kind.status, "detail": _DETAILS[slug]}
    return {"content_type": PROBLEM_JSON, "json_format": told}


def _when(expression: str, slug: str) -> Config:
    return {**_cel(expression), "body_format_override": _format(slug)}


def _cel(expression: str) -> Config:
    said = typed("access_loggers.filters.cel.v3.ExpressionFilter", expression=expression)
    matching = {"name": "envoy.access_loggers.extension_filters.cel", "typed_config": said}
    return {"filter": {"extension_filter": matching}}


def _of_status(status: int, slug: str) -> Config:
    return _status("EQ", status, _format(slug))


def _status(operator: str, status: int, told: Config) -> Config:
    compared = {"op": operator, "value": {"default_value": status, "runtime_key": "unused"}}
    return {"filter": {"status_code_filter": {"comparison": compared}}, "body_format_override": told}
