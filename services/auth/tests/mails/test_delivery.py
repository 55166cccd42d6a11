"""Mails from the transaction that asks for them to the postman, on a real database."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from auth.app import sealing_of
from auth.mails import store
from auth.mails.delivery import MOST_ATTEMPTS
from auth.mails.postmen import Parcel, Undelivered
from auth.mails.requesting import Mails
from auth.mails.rules import Letter, MailKind
from auth.mails.sealing import Sealing
from auth.mails.tables import mails
from auth.settings import AuthSettings
from common.contracts.message import NO_TENANT
from common.primitives.ids import uuid7
from common.stores.postgres.tables import outbox

from ..service import Service

pytestmark = pytest.mark.engines


@dataclass
class Failing:
    """A postman who is turned away."""

    outcome: Undelivered
    calls: Counter[str] = field(default_factory=Counter)
    """By recipient: other tests' mails wait in the same table."""

    async def carry(self, parcel: Parcel) -> None:
        self.calls[parcel.recipient] += 1
        raise self.outcome


@pytest.fixture
def asking(settings: AuthSettings, service: Service) -> Mails:
    return Mails(sealing_of(settings), 3, service.clock)


def reset_for(address: str, **more: Any) -> Letter:
    return Letter(MailKind.RESET, address, code="bmc_secret-of-the-mail", **more)


async def rows(service: Service, asking: Mails, address: str) -> list[Any]:
    query = select(mails).where(mails.c.recipient_digest == asking.sealing.digest(address)).order_by(mails.c.id)
    async with service.unit.system() as conn:
        return list(await conn.execute(query))


async def ask(service: Service, asking: Mails, letter: Letter, **how: Any) -> bool:
    async with service.unit.begin(NO_TENANT) as tx:
        return await asking.request(tx, letter, **how)


async def work(service: Service, postman: Any = None, sealing: Sealing | None = None) -> None:
    delivery = replace(
        service.delivery, postman=postman or service.mailbox, sealing=sealing or service.delivery.sealing
    )
    worker = delivery.worker()
    while await worker.claim():
        await worker.drain()


async def test_a_mail_leaves_if_and_only_if_its_transaction_commits(service: Service, asking: Mails) -> None:
    address = f"{uuid7().hex}@shop.example"
    with pytest.raises(RuntimeError):
        async with service.unit.begin(NO_TENANT) as tx:
            await asking.request(tx, reset_for(address))
            raise RuntimeError
    assert await service.mails(address) == []
    assert await ask(service, asking, reset_for(address))
    [parcel] = await service.mails(address)
    assert "bmc_secret-of-the-mail" in parcel.written.text
    [row] = await rows(service, asking, address)
    assert (row.status, row.sealed, row.reason) == ("sent", None, None)


async def test_a_waiting_mail_is_readable_in_no_table_and_no_topic(service: Service, asking: Mails) -> None:
    address = f"{uuid7().hex}@shop.example"
    await ask(service, asking, reset_for(address))
    [row] = await rows(service, asking, address)
    async with service.unit.begin(NO_TENANT) as tx:
        topics = [str(each) for each in await tx.execute(select(outbox))]
    for secret in (address, "bmc_secret"):
        assert secret not in str(row)
        assert secret.encode() not in row.sealed
        assert not any(secret in each for each in topics)


async def test_one_address_gets_so_many_mails_an_hour_and_other_ones_are_on_record(
    service: Service, asking: Mails
) -> None:
    address = f"{uuid7().hex}@shop.example"
    assert [await ask(service, asking, reset_for(address)) for _ in range(5)] == [True] * 3 + [False] * 2
    assert [row.reason for row in await rows(service, asking, address)] == [None] * 3 + ["too-many"] * 2
    assert await ask(service, asking, Letter(MailKind.PASSWORD_CHANGED, address, values={"when": "now"}))
    assert await ask(service, asking, reset_for(f"other-{address}"))
    service.clock.advance(timedelta(hours=1, seconds=1))
    assert await ask(service, asking, reset_for(address.upper()))


async def test_side_by_side_no_more_of_them_leave(service: Service, asking: Mails) -> None:
    address = f"{uuid7().hex}@shop.example"
    outcomes = await asyncio.gather(*(ask(service, asking, reset_for(address)) for _ in range(8)))
    assert outcomes.count(True) == 3


async def test_a_withheld_mail_never_leaves_and_keeps_nothing(service: Service, asking: Mails) -> None:
    address = f"{uuid7().hex}@shop.example"
    assert not await ask(service, asking, reset_for(address), withhold="no-account")
    assert await service.mails(address) == []
    [row] = await rows(service, asking, address)
    assert (row.status, row.reason, row.sealed) == ("withheld", "no-account", None)


async def test_a_fault_that_may_pass_is_tried_again_ever_later_and_given_up_with_its_reason(
    service: Service, asking: Mails
) -> None:
    address = f"{uuid7().hex}@shop.example"
    await ask(service, asking, reset_for(address))
    away, due = Failing(Undelivered("ConnectionRefusedError", final=False)), []
    for _ in range(MOST_ATTEMPTS):
        await work(service, away)
        [row] = await rows(service, asking, address)
        due.append(row.due_at - service.clock.now())
        service.clock.advance(timedelta(minutes=16))
    assert (row.status, row.reason, row.sealed) == ("given-up", "ConnectionRefusedError", None)
    assert away.calls[address] == MOST_ATTEMPTS
    pauses = [each for each in due if each > timedelta(0)]
    assert pauses == sorted(pauses)
    assert len(pauses) == MOST_ATTEMPTS - 1
    await work(service, away)
    assert away.calls[address] == MOST_ATTEMPTS


async def test_a_final_refusal_ends_it_at_once(service: Service, asking: Mails) -> None:
    address = f"{uuid7().hex}@shop.example"
    await ask(service, asking, reset_for(address))
    refusing = Failing(Undelivered("recipient refused (550)", final=True))
    await work(service, refusing)
    [row] = await rows(service, asking, address)
    assert (row.status, row.reason, refusing.calls[address]) == ("given-up", "recipient refused (550)", 1)


async def test_a_code_that_has_expired_is_not_sent_any_more(service: Service, asking: Mails) -> None:
    address = f"{uuid7().hex}@shop.example"
    await ask(service, asking, reset_for(address, useful_until=service.clock.now() + timedelta(hours=1)))
    service.clock.advance(timedelta(hours=2))
    assert await service.mails(address) == []
    [row] = await rows(service, asking, address)
    assert (row.status, row.reason) == ("given-up", "too-late")


async def test_a_mail_sealed_under_another_secret_is_given_up(service: Service, asking: Mails) -> None:
    address = f"{uuid7().hex}@shop.example"
    await ask(service, asking, reset_for(address))
    await work(service, sealing=Sealing("quite another text of forty characters..."))
    [row] = await rows(service, asking, address)
    assert (row.status, row.reason) == ("given-up", "unreadable")


async def test_of_two_workers_the_one_whose_lease_was_taken_over_writes_nothing(
    service: Service, asking: Mails
) -> None:  # fmt: skip
    address = f"{uuid7().hex}@shop.example"
    await ask(service, asking, reset_for(address))
    queue = store.mail_queue(service.unit)
    [late] = [
        job for job in await queue.claim(store.LANE, 50, service.clock.now(), timedelta(0))
        if job.row["recipient_digest"] == asking.sealing.digest(address)
    ]  # fmt: skip
    await service.mails(address)
    async with service.unit.system() as conn:
        assert not await queue.finish(conn, late, {"status": "given-up", "ended_at": service.clock.now()})
    [row] = await rows(service, asking, address)
    assert row.status == "sent"


async def test_what_has_ended_is_forgotten_after_a_week(service: Service, asking: Mails) -> None:
    address = f"{uuid7().hex}@shop.example"
    await ask(service, asking, reset_for(address))
    await service.mails(address)
    async with service.unit.system() as conn:
        await store.forget_ended(conn, service.clock.now() + timedelta(days=6), timedelta(days=7))
    assert len(await rows(service, asking, address)) == 1
    async with service.unit.system() as conn:
        await store.forget_ended(conn, service.clock.now() + timedelta(days=8), timedelta(days=7))
    assert await rows(service, asking, address) == []


async def test_the_database_keeps_no_sealed_text_of_a_mail_that_has_ended(service: Service, asking: Mails) -> None:
    address = f"{uuid7().hex}@shop.example"
    await ask(service, asking, reset_for(address))
    await service.mails(address)
    with pytest.raises(Exception, match="mails_sealed_while_open"):
        async with service.unit.system() as conn:
            await conn.execute(text("UPDATE mails SET sealed = 'x' WHERE status = 'sent'"))
