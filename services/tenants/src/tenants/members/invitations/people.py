"""Asks auth who a caller is, with his own token: tenants keeps no e-mail address of any user."""

from typing import Protocol
from uuid import UUID

import httpx

from common.primitives.errors import Unauthorized, Unavailable
from common.process.telemetry import current_traceparent
from tenants.members.invitations.rules import Person


class People(Protocol):
    """Who somebody is."""

    async def behind(self, token: str) -> Person:
        """The person that an access token speaks for."""
        ...


class PeopleOfAuth:
    """Auth's API, as far as tenants needs it."""

    def __init__(self, base_url: str, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(base_url=base_url, timeout=5.0, transport=transport)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def behind(self, token: str) -> Person:
        """See ``People``; ``Unauthorized`` where the token is good no longer, ``Unavailable`` where auth is away."""
        headers = {"Authorization": f"Bearer {token}"}
        if (traceparent := current_traceparent()) is not None:
            headers["traceparent"] = traceparent
        try:
            answer = await self._client.get("/v1/auth/me", headers=headers)
        except httpx.HTTPError:
            raise _away() from None
        if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise Unauthorized("token-invalid", "The access token is not valid.")
        if answer.is_error:
            raise _away()
        told = answer.json()
        return Person(UUID(told["id"]), str(told["email"]), confirmed=told.get("email_confirmed") is True)


def _away() -> Unavailable:
    return Unavailable("accounts-unavailable", "Whose e-mail address it is cannot be looked up now; try again soon.")
