"""Somebody with a second factor."""

from dataclasses import dataclass, field
from uuid import UUID

import httpx
import pyotp
import pytest

from ...service import PASSWORD, Service


@dataclass
class Person:
    """Somebody, and the authenticator app on his phone."""

    service: Service
    email: str
    user_id: UUID
    token: str
    secret: str = ""
    recovery: list[str] = field(default_factory=list)

    def code(self, apart: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(self.service.clock.now(), counter_offset=apart)

    async def ask(self, method: str, path: str = "", **body: object) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        url = f"/v1/auth/second-factor{path}"
        return await self.service.client.request(method, url, headers=headers, json=body or None)

    async def enrol(self) -> None:
        begun = await self.ask("POST", password=PASSWORD)
        assert begun.status_code == 201, begun.text
        self.secret = begun.json()["secret"]
        confirmed = await self.ask("POST", "/confirmation", code=self.code())
        assert confirmed.status_code == 200, confirmed.text
        self.recovery = confirmed.json()["recovery_codes"]

    async def challenge(self) -> str:
        told = (await self.service.log_in(self.email)).json()
        assert told["second_factor_required"] is True and "access_token" not in told
        return str(told["challenge"])

    async def finish(self, challenge: str, code: str, agent: str | None = None) -> httpx.Response:
        headers = {"User-Agent": agent} if agent else None
        body = {"challenge": challenge, "code": code}
        return await self.service.client.post("/v1/auth/login/second-factor", json=body, headers=headers)


def slug(answer: httpx.Response) -> str:
    """Which problem an answer tells."""
    return str(answer.json()["type"]).rpartition(":")[2]


async def person(service: Service) -> Person:
    email, user_id = await service.register()
    return Person(service, email, user_id, (await service.log_in(email)).json()["access_token"])


@pytest.fixture
async def ada(service: Service) -> Person:
    return await person(service)
