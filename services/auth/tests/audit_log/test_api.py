"""The log over HTTP: who may read it, filters and pages, files, a verification; what is personal, and its erasure."""

import csv
import io
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from auth.audit_log.handlers import keep_entries
from auth.audit_log.rules import Entry, hash_of
from auth.audit_log.sealed import persons
from auth.audit_log.sealed.sealing import MasterKey
from common.contracts.auth import ActionNoted
from common.contracts.message import NO_TENANT
from common.contracts.vocabulary import Role
from common.primitives.ids import uuid7
from common.testing.outbox import noted
from common.testing.postgres import DatabaseUrls

from ..service import PASSWORD, Service
from .bench import action, superuser

pytestmark = pytest.mark.engines
AGENT = b"brandmon-test/1 \x85<script>"
AGENT_KEPT = "brandmon-test/1 \ufffd<script>"


async def kept(service: Service, tenant: UUID, *events: ActionNoted) -> None:
    """Entries of what was given, or else of all that was noted, as the consumer keeps them."""
    found = list(events) or await noted(service.unit, tenant)
    await keep_entries(found, unit=service.unit, clock=service.clock)


async def reader(service: Service, role: Role = "admin") -> tuple[UUID, dict[str, str]]:
    """Somebody's organisation, and his token for it."""
    email, user_id = await service.register()
    tenant = await service.join(user_id, role)
    answer = await service.client.post(
        "/v1/auth/login",
        json={"email": email, "password": PASSWORD, "organization_id": str(tenant)},
        headers=[(b"user-agent", AGENT)],
    )
    return tenant, {"Authorization": f"Bearer {answer.json()['access_token']}"}


async def items(service: Service, token: dict[str, str], **query: object) -> list[dict[str, Any]]:
    answer = await service.client.get("/v1/audit-log", params=query, headers=token)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_a_log_in_shows_to_the_organisation_with_where_it_came_from(service: Service) -> None:
    tenant, token = await reader(service)
    await kept(service, tenant)
    [entry] = await items(service, token, action="session.opened")
    assert (entry["address"], entry["user_agent"], entry["is_erased"]) == ("127.0.0.1", AGENT_KEPT, False)
    assert (entry["actor"], entry["service"], entry["sequence"]) == ("user", "auth", 1)
    [event] = [each for each in await noted(service.unit, tenant) if each.action == "session.opened"]
    assert "127.0.0.1" not in event.model_dump_json() and "brandmon-test" not in event.model_dump_json()


async def test_an_entry_of_another_service_knows_where_its_session_was_seen(service: Service) -> None:
    tenant, token = await reader(service)
    [opened] = await noted(service.unit, tenant)
    known = {"user_id": opened.user_id, "session_id": opened.session_id}
    theirs = action(tenant, user_id=uuid7(), session_id=opened.session_id)
    await kept(service, tenant, action(tenant, **known), theirs, action(tenant))
    found = await items(service, token, action="website")
    assert [entry["address"] for entry in found] == [None, None, "127.0.0.1"], "a session counts with its own person"


async def test_failed_log_ins_are_noted_whether_there_is_an_account_or_not(service: Service) -> None:
    email, user_id = await service.register()
    for address in (email, f"{uuid7().hex}@example.com"):
        body = {"email": address, "password": "not the password at all"}
        assert (await service.client.post("/v1/auth/login", json=body)).status_code == 401
    refused = [each for each in await noted(service.unit, NO_TENANT) if each.action == "session.refused"][-2:]
    assert [(each.actor, each.user_id, each.resource_id) for each in refused] == [
        ("nobody", user_id, user_id),
        ("nobody", None, None),
    ]
    assert email not in "".join(each.model_dump_json() for each in refused)


async def test_an_erased_persons_origin_is_gone_and_the_chain_verifies(service: Service) -> None:
    tenant, token = await reader(service)
    await kept(service, tenant)
    [entry] = await items(service, token, action="session.opened")
    async with service.unit.system() as conn:
        await persons.forget_person(conn, UUID(entry["user_id"]))
    [erased] = await items(service, token, action="session.opened")
    assert (erased["address"], erased["user_agent"], erased["is_erased"]) == (None, None, True)
    assert erased["hash"] == entry["hash"]
    answer = await service.client.get("/v1/audit-log/verification", headers=token)
    assert (answer.json()["is_sound"], answer.json()["faults"]) == (True, [])
    async with service.unit.system() as conn:  # nor does a later action bring a key of his back
        assert await persons.key_of(conn, MasterKey("x" * 40), UUID(entry["user_id"])) is None


@pytest.mark.parametrize("role", ["member", "viewer"])
@pytest.mark.parametrize("path", ["", "/export", "/verification"])
async def test_who_does_not_run_the_organisation_reads_nothing(service: Service, role: Role, path: str) -> None:
    _, token = await reader(service, role)
    answer = await service.client.get(f"/v1/audit-log{path}", headers=token)
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (403, "permission-missing")


async def test_another_organisations_entries_do_not_show(service: Service) -> None:
    tenant, _ = await reader(service)
    await kept(service, tenant, action(tenant), action(tenant))
    _, token = await reader(service)
    assert await items(service, token) == []
    assert (await service.client.get("/v1/audit-log/export", headers=token)).text == ""


async def test_entries_are_filtered_by_time_action_person_and_resource(service: Service) -> None:
    tenant, token = await reader(service)
    one = action(tenant, occurred_at=service.clock.now() - timedelta(hours=2))
    two = action(tenant, "brand.decided", facts={"decision": "reject"})
    await kept(service, tenant, one, two)
    now = service.clock.now()
    for query, wanted in (
        ({"action": "brand.decided"}, [two]),
        ({"action": "brand"}, [two]),
        ({"action": "brand_"}, []),
        ({"action": "%"}, []),
        ({"user_id": str(one.user_id)}, [one]),
        ({"resource_id": str(two.resource_id)}, [two]),
        ({"resource_type": "website"}, [one]),
        ({"since": (now - timedelta(hours=1)).isoformat()}, [two]),
        ({"until": (now - timedelta(hours=1)).isoformat()}, [one]),
    ):
        found = await items(service, token, **query)
        assert [entry["id"] for entry in found] == [str(each.id) for each in wanted], query
    for wrong in ({"action": "\x00"}, {"since": "yesterday"}, {"user_id": "ada"}, {"after": "x"}, {"limit": 0}):
        answer = await service.client.get("/v1/audit-log", params=wrong, headers=token)
        assert answer.status_code == 422, wrong


async def test_pages_go_from_the_newest_to_the_first_and_reading_is_noted_once(service: Service) -> None:
    tenant, token = await reader(service)
    await kept(service, tenant, *(action(tenant) for _ in range(7)))
    seen, after = [], None
    while True:
        query = {"limit": 3} | ({"after": after} if after else {})
        page = (await service.client.get("/v1/audit-log", params=query, headers=token)).json()
        seen += [entry["sequence"] for entry in page["items"]]
        if (after := page["next"]) is None:
            break
    assert seen == [7, 6, 5, 4, 3, 2, 1]
    assert [each.action for each in await noted(service.unit, tenant)].count("audit-log.read") == 1


async def test_an_export_has_all_that_hashes_are_made_of_and_steers_no_table(service: Service) -> None:
    tenant, token = await reader(service)
    await kept(service, tenant, *(action(tenant, facts={"host": f"=cmd|{n}"}) for n in range(600)))
    answer = await service.client.get("/v1/audit-log/export", headers=token)
    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["sequence"] for line in lines] == list(range(1, 601))
    assert all(hash_of(_entry(line)).hex() == line["hash"] for line in lines)
    table = await service.client.get(
        "/v1/audit-log/export", params={"format": "csv", "action": "website"}, headers=token
    )
    head, *rows = csv.reader(io.StringIO(table.text))
    assert (head[0], len(rows)) == ("sequence", 600)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert [each.action for each in await noted(service.unit, tenant)].count("audit-log.exported") == 2


def _entry(line: dict[str, Any]) -> Entry:
    ids = ("tenant_id", "id", "resource_id", "user_id", "session_id", "key_id", "origin_of")
    told = {name: UUID(line[name]) if name in ids and line[name] else line[name] for name in Entry.__dataclass_fields__}
    told |= {name: datetime.fromisoformat(line[name]) for name in ("recorded_at", "occurred_at")}
    told |= {name: bytes.fromhex(line[name]) if line[name] else None for name in ("origin", "previous", "hash")}
    return Entry(**told)


async def test_an_entry_that_was_changed_is_told(service: Service, urls: DatabaseUrls) -> None:
    tenant, token = await reader(service)
    await kept(service, tenant, action(tenant), action(tenant))
    engine = superuser(urls.owner)
    async with engine.begin() as conn:
        await conn.execute(text("ALTER TABLE audit_log DISABLE TRIGGER append_only_rows"))
        await conn.execute(
            text("UPDATE audit_log SET service = 'x' WHERE tenant_id = :id AND sequence = 1"), {"id": tenant}
        )
        await conn.execute(text("ALTER TABLE audit_log ENABLE ALWAYS TRIGGER append_only_rows"))
    await engine.dispose()
    answer: httpx.Response = await service.client.get("/v1/audit-log/verification", headers=token)
    assert answer.json()["faults"] == [f"organisation {tenant}, entry 1 was changed"]
