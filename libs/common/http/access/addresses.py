"""From which address a request comes, as far as it can be believed."""

from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Annotated, Final, Self

from fastapi import Depends, Request
from pydantic import Field, SecretStr, model_validator

from common.http.state import provided
from common.process.settings import ServiceSettings

GATEWAY_PROOF: Final = "x-brandmon-gateway"
"""What the gateway shows with each request; one that comes to it from outside is removed (``deploy/gateway``)."""


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    """How many proxies of ours stand between the clients and this service, and what the last of them shows.

    Without a ``proof`` every peer is believed: for one machine.
    """

    number: int
    proof: str | None = field(default=None, repr=False)

    def believed(self, request: Request) -> bool:
        """Whether the request came through the gateway."""
        shown = request.headers.get(GATEWAY_PROOF, "")
        return self.proof is None or compare_digest(shown.encode("utf-8", "surrogatepass"), self.proof.encode())


Proxies = Annotated[TrustedProxies, Depends(provided(TrustedProxies))]


class ProxySettings(ServiceSettings):
    """For services that count or keep from where requests come."""

    trusted_proxies: int = Field(
        default=0, ge=0, le=5, description="Proxies in front that append to X-Forwarded-For; 0 ignores the header."
    )
    gateway_proof: SecretStr | None = Field(
        default=None,
        min_length=32,
        description="What the gateway shows in x-brandmon-gateway, so that its X-Forwarded-For is believed and nobody "
        "else's. Production behind proxies needs one.",
    )

    @property
    def proxies(self) -> TrustedProxies:
        """Whose word counts."""
        return TrustedProxies(
            self.trusted_proxies, self.gateway_proof.get_secret_value() if self.gateway_proof else None
        )

    @model_validator(mode="after")
    def _nobody_is_believed_blindly_in_production(self) -> Self:
        if self.mode == "production" and self.trusted_proxies and self.gateway_proof is None:
            name = f"{self.model_config.get('env_prefix', '')}GATEWAY_PROOF"
            raise ValueError(f"{name} is missing: outside local mode X-Forwarded-For is the gateway's word alone")
        return self


def client_address(request: Request, proxies: TrustedProxies) -> str:
    """Where the request comes from: the peer, or what the outermost trusted proxy saw.

    Proxies append to X-Forwarded-For, so only that many entries from the right were not written by the client; and
    none of them, where the request did not come through the gateway.
    """
    peer = request.client.host if request.client else "unknown"
    if not proxies.number or not proxies.believed(request):
        return peer
    hops = [hop.strip() for hop in ",".join(request.headers.getlist("x-forwarded-for")).split(",") if hop.strip()]
    return hops[-proxies.number] if proxies.number <= len(hops) else peer
