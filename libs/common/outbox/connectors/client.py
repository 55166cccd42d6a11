"""Debezium's connectors over Kafka Connect's REST API: declared, applied as often as one likes, looked after."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import httpx

_PAUSE_S = 0.1
_GIVE_UP_S = 90.0
_RESTARTS = 3

Config = dict[str, str]


class ConnectorFailed(Exception):  # noqa: N818 - told to a person
    """Connect refuses a connector, or it does not run."""


class Connectors:
    """A client of one Connect worker; use it as an async context."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=30, trust_env=False)

    async def __aenter__(self) -> "Connectors":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def apply(self, name: str, config: Mapping[str, str]) -> bool:
        """Create the connector, or change it where it differs; False where it was like that already."""
        known = await self._http.get(f"/connectors/{name}/config")
        if known.status_code == httpx.codes.OK and known.json() == {**config, "name": name}:
            return False
        answer = await self._again_while_rebalancing("PUT", f"/connectors/{name}/config", dict(config))
        if answer.is_error:
            raise ConnectorFailed(f"connector {name} is refused: {answer.json().get('message', answer.text)}")
        return True

    async def status(self, name: str) -> dict[str, Any] | None:
        """Connect's own words on the connector and its tasks; None where there is no such connector."""
        answer = await self._http.get(f"/connectors/{name}/status")
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        found: dict[str, Any] = answer.raise_for_status().json()
        return found

    async def until_running(self, name: str, *, timeout_s: float = _GIVE_UP_S) -> None:
        """Wait until connector and task run; a task that failed is restarted a few times before giving up."""
        restarts = 0
        try:
            async with asyncio.timeout(timeout_s):
                while True:
                    state = await self.status(name) or {"connector": {"state": "absent"}, "tasks": []}
                    parts = [state["connector"], *state["tasks"]]
                    if len(parts) > 1 and all(part["state"] == "RUNNING" for part in parts):
                        return
                    failed = [part for part in parts if part["state"] == "FAILED"]
                    if failed and restarts == _RESTARTS:
                        raise ConnectorFailed(f"connector {name} fails: {first_line(failed[0])}")
                    if failed:
                        restarts += 1
                        await asyncio.sleep(_PAUSE_S * 5 * restarts)
                        await self.restart(name)
                    await asyncio.sleep(_PAUSE_S)
        except TimeoutError:
            raise ConnectorFailed(f"connector {name} does not run after {timeout_s:.0f} s") from None

    async def restart(self, name: str) -> None:
        """Start the parts that failed once more."""
        where = f"/connectors/{name}/restart?includeTasks=true&onlyFailed=true"
        (await self._again_while_rebalancing("POST", where)).raise_for_status()

    async def pause(self, name: str) -> None:
        """Have it read no more; its slot keeps its place, and the database keeps what is unread."""
        (await self._again_while_rebalancing("PUT", f"/connectors/{name}/pause")).raise_for_status()

    async def stop(self, name: str) -> None:
        """Shut its tasks down, connections included; it stays declared, and goes on where it was when resumed."""
        (await self._again_while_rebalancing("PUT", f"/connectors/{name}/stop")).raise_for_status()

    async def resume(self, name: str) -> None:
        """Have a paused or stopped one go on."""
        (await self._again_while_rebalancing("PUT", f"/connectors/{name}/resume")).raise_for_status()

    async def names(self) -> list[str]:
        """Every connector of the cluster."""
        found: list[str] = (await self._http.get("/connectors")).raise_for_status().json()
        return sorted(found)

    async def forget_position(self, name: str) -> None:
        """Stop it and forget how far it had read, so that it begins with a new slot; ``resume`` starts it again."""
        await self.stop(name)
        async with asyncio.timeout(_GIVE_UP_S):
            while True:
                answer = await self._again_while_rebalancing("DELETE", f"/connectors/{name}/offsets")
                if not answer.is_error:
                    return
                await asyncio.sleep(_PAUSE_S)  # it has not stopped yet

    async def delete(self, name: str) -> None:
        """Remove the connector; one that is not there counts as removed."""
        answer = await self._again_while_rebalancing("DELETE", f"/connectors/{name}")
        if answer.status_code != httpx.codes.NOT_FOUND:
            answer.raise_for_status()

    async def _again_while_rebalancing(self, method: str, path: str, body: Config | None = None) -> httpx.Response:
        while True:
            answer = await self._http.request(method, path, json=body)
            if answer.status_code != httpx.codes.CONFLICT:
                return answer
            await asyncio.sleep(_PAUSE_S)


def first_line(part: Mapping[str, str]) -> str:
    """The deepest cause that Connect gives for a part that failed."""
    causes = [line for line in part.get("trace", "").splitlines() if line.startswith("Caused by: ")]
    return (causes[-1] if causes else part.get("trace", "no reason given").split("\n", 1)[0])[:300]
