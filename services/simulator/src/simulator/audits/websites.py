"""Asks collector for a website on behalf of a user, with the user's own token: what he may not see stays hidden."""

from dataclasses import dataclass
from uuid import UUID

import httpx

from common.primitives.errors import Forbidden, NotFound, Unauthorized, Unavailable
from common.process.telemetry import current_traceparent


@dataclass(frozen=True, slots=True)
class Website:
    """What an audit needs to know of a website."""

    id: UUID
    url: str
    name: str | None
    client_id: UUID | None = None


class Websites:
    """Collector's API, as far as simulator needs it."""

    def __init__(self, base_url: str, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(base_url=base_url, timeout=5.0, transport=transport)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def get(self, website_id: UUID, token: str) -> Website:
        """The website; its absence (404) and refusals pass through, ``Unavailable`` where collector does not answer."""
        headers = {"Authorization": f"Bearer {token}"}
        if (traceparent := current_traceparent()) is not None:
            headers["traceparent"] = traceparent
        try:
            answer = await self._client.get(f"/v1/websites/{website_id}", headers=headers)
        except httpx.HTTPError:
            raise Unavailable("collector-unavailable", "Websites cannot be looked up now; try again soon.") from None
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise NotFound("website-not-found", "There is no such website.")
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            raise Unauthorized("token-invalid", "The access token is not valid.")
        if answer.status_code == httpx.codes.FORBIDDEN:
            raise Forbidden("website-forbidden", "You may not see this website.")
        if answer.is_error:
            raise Unavailable("collector-unavailable", "Websites cannot be looked up now; try again soon.")
        body = answer.json()
        client_id = UUID(client) if (client := body.get("client_id")) else None
        return Website(UUID(body["id"]), str(body["url"]), body.get("name"), client_id)
