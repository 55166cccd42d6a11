"""The client: every resource of the API by its name, sync or async."""

import os
from collections.abc import Mapping
from typing import Any, Self

import httpx

from brandmon_client.api import AsyncResources, Resources
from brandmon_client.connection import Connection
from brandmon_client.connection_async import AsyncConnection
from brandmon_client.signing_in import ApiKey, Session, SignsIn

WITHIN_S = 30.0
_URL, _KEY, _EMAIL, _PASSWORD, _ORGANIZATION = (
    "BRANDMON_URL", "BRANDMON_API_KEY", "BRANDMON_EMAIL", "BRANDMON_PASSWORD", "BRANDMON_ORGANIZATION",
)  # fmt: skip


class Brandmon(Resources):
    """The API at ``url``, the gateway's address. ``who``: an ``ApiKey`` or a ``Session``; None asks what is open.

    ``transport``: how requests travel, for tests and for programs that see to it themselves. A context manager.
    """

    def __init__(
        self, url: str, who: SignsIn | None = None, *, within_s: float = WITHIN_S, transport: Any = None
    ) -> None:
        self._http = httpx.Client(base_url=url, timeout=within_s, transport=transport)
        super().__init__(Connection(self._http, who))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The API at BRANDMON_URL, as BRANDMON_API_KEY, or as BRANDMON_EMAIL with BRANDMON_PASSWORD.

        BRANDMON_ORGANIZATION is the id of the organisation that a session acts for. ``KeyError`` names what is missing.
        """
        return cls(environment[_URL], _who(environment))

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncBrandmon(AsyncResources):
    """``Brandmon`` for who awaits; the same arguments, and an async context manager."""

    def __init__(
        self, url: str, who: SignsIn | None = None, *, within_s: float = WITHIN_S, transport: Any = None
    ) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=within_s, transport=transport)
        super().__init__(AsyncConnection(self._http, who))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """See ``Brandmon``."""
        return cls(environment[_URL], _who(environment))

    async def close(self) -> None:
        """Let the connections go."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def _who(environment: Mapping[str, str]) -> SignsIn:
    if key := environment.get(_KEY):
        return ApiKey(key)
    return Session(environment[_EMAIL], environment[_PASSWORD], organization_id=environment.get(_ORGANIZATION) or None)
