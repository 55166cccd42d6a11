"""From which address a request comes, as far as it can be believed."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from common.http.state import provided


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    """How many proxies of ours stand between the clients and this service."""

    number: int


Proxies = Annotated[TrustedProxies, Depends(provided(TrustedProxies))]


def client_address(request: Request, proxies: TrustedProxies) -> str:
    """Where the request comes from: the peer, or what the outermost trusted proxy saw.

    Proxies append to X-Forwarded-For, so only that many entries from the right were not written by the client.
    """
    peer = request.client.host if request.client else "unknown"
    hops = [hop.strip() for hop in ",".join(request.headers.getlist("x-forwarded-for")).split(",") if hop.strip()]
    return hops[-proxies.number] if 0 < proxies.number <= len(hops) else peer
