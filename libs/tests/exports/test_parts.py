"""A part of an export: killed at any file it goes on behind those that are stored; what nobody wants is taken back."""

import json
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from common.exports.declared import Exported, Exports
from common.exports.parts import UNAVAILABLE, PartMaker
from common.exports.sources import AsItIs, Sources
from common.exports.writing import Row
from common.jobs import LeaseLost
from common.primitives.ids import uuid7
from common.saga.participant import Done
from common.testing.exports import MemoryLedger, MemoryParts, job_of

pytestmark = pytest.mark.pure
EXPORTS = Exports(
    "shop",
    taken={
        "orders": Exported("Orders.", without={"secret": "a secret"}),
        "mongodb:goods": Exported("Goods."),
        "s3:papers": Exported("A paper."),
    },
    left={"jobs": "a queue"},
)


async def orders(_: UUID) -> AsyncIterator[Row]:
    for number in range(3):
        yield {"id": number}


async def papers(_: UUID) -> AsyncIterator[AsItIs]:
    async def load() -> bytes:
        return b"paper"

    for name in ("a.html", "b.html"):
        yield AsItIs(name, load)


SOURCES = Sources({"orders": orders, "mongodb:goods": orders}, {"s3:papers": papers})
PATHS = {"orders.jsonl", "orders.csv", "goods.jsonl", "objects/papers/a.html", "objects/papers/b.html"}


async def test_a_part_says_what_is_in_it_and_what_was_left_out() -> None:
    store, ledger, job = MemoryParts(), MemoryLedger(), job_of(uuid7())
    await PartMaker(EXPORTS, SOURCES, store, ledger).do(job)
    begin = f"{job.tenant}/organization-exports/{job.id}/shop/"
    part = json.loads(store.objects[f"{begin}part.json"])
    assert {each["path"] for each in part["files"]} == PATHS
    assert {key.removeprefix(begin) for key in store.objects} == PATHS | {"part.json"}
    assert [(each["store"], each["column"]) for each in part["left_out"]] == [("orders", "secret"), ("jobs", None)]
    assert isinstance(ledger.answer, Done)
    assert dict(ledger.answer.result)["rows"] == 6


@pytest.mark.parametrize("dies_at", range(1, 7))
async def test_a_part_that_was_killed_at_any_file_goes_on_behind_it(dies_at: int) -> None:
    store, ledger, job = MemoryParts(dies_at=dies_at), MemoryLedger(), job_of(uuid7())
    with pytest.raises(ConnectionError):
        await PartMaker(EXPORTS, SOURCES, store, ledger).do(job)
    assert ledger.answer is None
    noted = {each.path for each in ledger.known}
    store.dies_at, store.puts = None, []
    await PartMaker(EXPORTS, SOURCES, store, ledger).do(job)
    begin = f"{job.tenant}/organization-exports/{job.id}/shop/"
    assert not noted & {key.removeprefix(begin) for key in store.puts}, "what is stored is not written again"
    part = json.loads(store.objects[f"{begin}part.json"])
    assert sorted(each["path"] for each in part["files"]) == sorted(PATHS)


async def test_whose_job_is_anothers_takes_back_what_he_stored() -> None:
    store, ledger = MemoryParts(), MemoryLedger(lost=True)
    with pytest.raises(LeaseLost):
        await PartMaker(EXPORTS, SOURCES, store, ledger).do(job_of(uuid7()))
    assert store.objects == {}
    assert ledger.answer is None


async def test_without_a_store_the_order_is_refused() -> None:
    ledger = MemoryLedger()
    await PartMaker(EXPORTS, SOURCES, None, ledger).do(job_of(uuid7()))
    assert ledger.answer == UNAVAILABLE
