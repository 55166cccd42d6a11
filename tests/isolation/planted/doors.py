"""Holes in what comes in: addresses and signatures that are believed, keys that open too much."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from starlette.requests import Request

from auth.api_keys import exchange
from auth.api_keys.rules import refusal
from common.http.access import addresses
from reports.webhooks import registry
from tenants.billing import webhook

from ..probes.doors import api_keys, forwarded, inner_addresses, signatures
from .hole import Hole, replaced


def _first_of_all(request: Request, _proxies: Any) -> str:
    return request.headers.get("x-forwarded-for", "unknown").partition(",")[0]


async def _unchecked(_self: Any, url: str) -> str:
    return url


def _but(reason: str) -> Any:
    return lambda key, text, now: None if refusal(key, text, now) == reason else refusal(key, text, now)


HOLES: Sequence[Hole] = (
    Hole(
        "whoever names an address comes from it",
        replaced(addresses, "client_address", _first_of_all),
        forwarded,
        usual=True,
    ),
    Hole(
        "a webhook's signature is not verified",
        replaced(webhook, "_signed", lambda _body, _signature, _secret: True),
        signatures,
        usual=True,
    ),
    Hole("a webhook of any age is believed", replaced(webhook, "TOLERANCE", timedelta(days=36500)), signatures),
    Hole(
        "an API key's secret is not compared", replaced(exchange, "refusal", _but("secret-wrong")), api_keys, usual=True
    ),
    Hole("an API key never ends", replaced(exchange, "refusal", _but("expired")), api_keys),
    Hole(
        "an organisation may have us send to inner addresses",
        replaced(registry.Webhooks, "_checked", _unchecked),
        inner_addresses,
    ),
)
