"""Asks tenants for room in the plan, with the user's own token, before a website is entered."""

from uuid import UUID

import httpx

from common.primitives.errors import Conflict, Forbidden, NotFound, Problem, Unauthorized, Unavailable
from common.process.telemetry import current_traceparent

_AWAY = "Whether the plan has room for a website cannot be asked now; try again soon."
_FIGURES = ("quota", "limit", "used", "reserved", "resets_at")


class Quota:
    """Tenants' API, as far as collector needs it."""

    def __init__(self, base_url: str, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(base_url=base_url, timeout=5.0, transport=transport)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def hold(self, website_id: UUID, token: str) -> None:
        """Have room set aside for a website that is about to be entered; what speaks against it is raised.

        It counts when tenants hears of the website; what never comes to be frees its room by itself.
        """
        headers = {"Authorization": f"Bearer {token}"}
        if (traceparent := current_traceparent()) is not None:
            headers["traceparent"] = traceparent
        body = {"website_id": str(website_id)}
        try:
            answer = await self._client.post("/internal/quota/websites", json=body, headers=headers)
        except httpx.HTTPError:
            raise Unavailable("quota-unavailable", _AWAY) from None
        if answer.is_error:
            raise _problem(answer)


def _problem(answer: httpx.Response) -> Problem:
    match answer.status_code:
        case httpx.codes.CONFLICT:
            told = answer.json()
            figures = {name: told.get(name) for name in _FIGURES}
            return Conflict("quota-exceeded", str(told.get("detail")), **figures)
        case httpx.codes.NOT_FOUND:
            return NotFound("organisation-not-found", "There is no such organisation, or you do not belong to it.")
        case httpx.codes.UNAUTHORIZED:
            return Unauthorized("token-invalid", "The access token is not valid.")
        case httpx.codes.FORBIDDEN:
            return Forbidden(
                "permission-missing", "This needs the permission websites:write.", permission="websites:write"
            )
        case _:
            return Unavailable("quota-unavailable", _AWAY)
