"""What goes wrong in an export: a part that can't be written, a process that is killed, a part that was changed."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from common.contracts.tenants import EraseOrganization
from common.exports.places import key_of
from common.stores.objects import S3Objects
from tenants.erasure.handlers import erase_organization
from tenants.erasure.keys import NoKeys

from .conftest import Desk

pytestmark = pytest.mark.connected


class Dying:
    """The object store of a process that is killed at its ``at``-th write or read of a file."""

    def __init__(self, inner: S3Objects, at: int) -> None:
        self._inner, self._left = inner, at

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def _step(self) -> None:
        self._left -= 1
        if self._left <= 0:
            raise asyncio.CancelledError

    async def put_file(self, key: str, file: Path, content_type: str) -> None:
        self._step()
        await self._inner.put_file(key, file, content_type)

    async def chunks(self, key: str, *, first: int = 0) -> AsyncIterator[bytes]:
        self._step()
        async for chunk in self._inner.chunks(key, first=first):
            yield chunk


@pytest.mark.parametrize("at", [1, 2, 5, 9])
async def test_an_export_whose_process_is_killed_again_and_again_is_whole_at_last(desk: Desk, at: int) -> None:
    export_id = await desk.ordered()
    for _ in range(3):
        await desk.run(desk.workers(Dying(desk.objects, at)))  # type: ignore[arg-type]
        desk.clock.moment += timedelta(minutes=10)  # the lease of who was killed is over
    for _ in range(2):
        await desk.work()
        await desk.run()
    assert (await desk.state(export_id))["status"] == "ready"
    archive = await desk.downloaded(export_id)
    assert archive.testzip() is None
    assert len(set(archive.namelist())) == len(archive.namelist())


async def test_a_part_that_cannot_be_written_ends_the_export_and_leaves_no_file(desk: Desk) -> None:
    desk.refuses = "reports"
    export_id = await desk.ordered()
    await desk.run()
    state = await desk.state(export_id)
    assert (state["status"], state["reason"]) == ("failed", "export-failed")
    assert await desk.keys(export_id) == []
    late = key_of(desk.team.id, UUID(export_id), "reports", "rows.jsonl")
    await desk.objects.put(late, b"late", "application/jsonl")
    desk.clock.moment += timedelta(days=1, minutes=1)
    await desk.work()
    assert await desk.keys(export_id) == [], "what was written after the undo is swept away"
    desk.refuses = None
    assert (await desk.order()).status_code == 202


async def test_an_organisation_that_is_erased_leaves_no_export(desk: Desk, other: Desk) -> None:
    exported = [(each, await each.ordered()) for each in (desk, other)]
    for each, _ in exported:
        await each.run()
    command = EraseOrganization(tenant_id=desk.team.id, saga_id=desk.team.id, step="erase-organization")
    await erase_organization(command, billing=desk.paying.billing, keyring=NoKeys(), files=desk.objects)
    assert [await each.keys(export_id) for each, export_id in exported] == [[], ["export.zip"]]


@pytest.mark.parametrize("changed", [b'{"text": "other"}\n', None])
async def test_a_part_that_is_not_what_was_written_ends_it(desk: Desk, changed: bytes | None) -> None:
    export_id = await desk.ordered()
    original = desk._other_part

    async def tampered(command) -> None:  # type: ignore[no-untyped-def]
        await original(command)
        key = key_of(desk.team.id, command.saga_id, command.participant, "rows.jsonl")
        if command.participant == "analyzer":
            await (desk.objects.put(key, changed, "x/x") if changed else desk.objects.remove(key))

    desk._other_part = tampered  # type: ignore[method-assign]
    await desk.run()
    state = await desk.state(export_id)
    assert (state["status"], state["reason"]) == ("failed", "part-damaged")
    assert await desk.keys(export_id) == []
