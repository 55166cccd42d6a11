"""The websites of an organisation: found by what a person calls them, registered where they are new."""

from typing import Any
from urllib.parse import urlsplit

from brandmon_cli.gateway.client import Gateway, GatewayProblem, is_id
from brandmon_cli.shared.failure import Failure

Json = dict[str, Any]


def website_of(gateway: Gateway, wanted: str) -> Json:
    """The tenant's website with this id, address or domain; ``Failure`` where there is none."""
    if is_id(wanted):
        website: Json = gateway.get(f"/v1/websites/{wanted}")
        return website
    host = _host(wanted)
    for known in gateway.items("/v1/websites"):
        if wanted in (known["url"], known["domain"]) or host in (known["domain"], urlsplit(known["url"]).netloc):
            found: Json = known
            return found
    raise Failure(f"There is no website {wanted}. Start with: brandmon audit {wanted}", code=1)


def _host(wanted: str) -> str:
    try:
        return urlsplit(wanted if "://" in wanted else f"https://{wanted}").netloc.lower()
    except ValueError:
        raise Failure(f"{wanted} is no address of a website.", code=2) from None


def register(gateway: Gateway, url: str) -> Json:
    """The website at ``url``, registered now or before."""
    try:
        website: Json = gateway.post("/v1/websites", {"url": url})
    except GatewayProblem as problem:
        if problem.type != "website-exists":
            raise
        website = gateway.get(f"/v1/websites/{problem.body['website_id']}")
    return website
