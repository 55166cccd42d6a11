"""Known and unknown addresses cost the same work: as many statements of the same kind, and as many hashes."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from auth.accounts.passwords import PasswordHashing
from common.primitives.ids import uuid7

from ..service import PASSWORD, Service

pytestmark = pytest.mark.engines

Ask = Callable[[Service, str], Awaitable[Any]]


@contextmanager
def work_of(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """What is done meanwhile: statements by their verb, and hashes."""
    done: Counter[str] = Counter()
    hash_, verify = PasswordHashing.hash, PasswordHashing.verify

    async def hashed(self: PasswordHashing, password: str) -> str:
        done["hash"] += 1
        return await hash_(self, password)

    async def verified(self: PasswordHashing, stored: str | None, password: str) -> bool:
        done["verify"] += 1
        return await verify(self, stored, password)

    def executed(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        done[re.split(r"\W", statement.strip(), maxsplit=1)[0].upper()] += 1

    with monkeypatch.context() as patched:
        patched.setattr(PasswordHashing, "hash", hashed)
        patched.setattr(PasswordHashing, "verify", verified)
        event.listen(service.unit.engine.sync_engine, "before_cursor_execute", executed)
        yield done
        event.remove(service.unit.engine.sync_engine, "before_cursor_execute", executed)


async def register(service: Service, email: str) -> Any:
    return await service.post("register", email=email, password=PASSWORD)


async def forgotten(service: Service, email: str) -> Any:
    return await service.post("password/forgotten", email=email)


async def resend(service: Service, email: str) -> Any:
    return await service.post("confirm/resend", email=email)


async def log_in(service: Service, email: str) -> Any:
    return await service.post("login", email=email, password="wrong kettle marching")


async def known(service: Service) -> str:
    return (await service.register())[0]


async def unknown(service: Service) -> str:
    return f"{uuid7().hex}@example.com"


async def waiting(service: Service) -> str:
    email = await unknown(service)
    await register(service, email)
    return email


async def closed(service: Service) -> str:
    email, user_id = await service.register()
    async with service.unit.system() as conn:
        await conn.execute(text("UPDATE users SET is_active = false WHERE id = :id"), {"id": user_id})
    return email


@pytest.mark.parametrize("ask", [register, forgotten, resend, log_in])
async def test_known_unknown_waiting_and_closed_are_alike(
    service: Service, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {}
    await ask(service, await unknown(service))  # what the first of an hour makes is made
    for kind in (known, unknown, waiting, closed):
        email = await kind(service)
        with work_of(service, monkeypatch) as done:
            answer = await ask(service, email)
        found[kind.__name__] = (answer.status_code, answer.text, dict(done))
    assert len({str(each) for each in found.values()}) == 1, found
    assert sum(found["known"][2].values()) > 2, "the work was counted"


async def test_a_path_that_saves_a_statement_is_noticed(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    with work_of(service, monkeypatch) as asked:
        await forgotten(service, await unknown(service))
    with work_of(service, monkeypatch) as saved:
        await forgotten(service, "no address")
    assert asked != saved
