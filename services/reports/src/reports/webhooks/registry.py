"""Adding, changing and removing addresses that are told of events, and sending again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from common.audit_log import note
from common.http import Principal
from common.outbound.addresses import Guard
from common.outbound.refusals import Refused
from common.primitives.clock import Clock
from common.primitives.errors import Conflict, Invalid, NotFound
from common.primitives.ids import uuid7
from common.stores.postgres import Tx, UnitOfWork
from reports.webhooks import queries, store
from reports.webhooks.rules.secrets import Seal, new_secret
from reports.webhooks.rules.targets import host_of, target_of
from reports.webhooks.rules.telling import EventName, example_of

MOST_WEBHOOKS = 20
OVERLAP = timedelta(hours=24)
"""For so long a secret that was replaced signs beside its successor."""


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The webhooks of all organisations. ``plain_too``: http is taken as well, in local mode."""

    unit: UnitOfWork
    guard: Guard
    seal: Seal
    clock: Clock
    plain_too: bool = False

    async def add(
        self, caller: Principal, url: str, events: Sequence[EventName], description: str | None
    ) -> tuple[RowMapping, str]:
        """The new webhook and its secret, which is not shown again. ``Invalid`` for an address that can't be told."""
        target, own, secret = await self._checked(url), uuid7(), new_secret()
        async with self.unit.begin(caller.tenant) as tx:
            if await queries.how_many(tx) >= MOST_WEBHOOKS:
                raise Conflict("webhooks-full", f"There are {MOST_WEBHOOKS} webhooks, which is the most there can be.")
            await store.add(tx, {
                "id": own, "url": target, "description": description, "events": _sorted(events), "is_active": True,
                "created_by": caller.user_id, "created_at": self.clock.now(),
                "secret": self.seal.close(secret, tx.tenant_id, own),
            })  # fmt: skip
            note(tx, caller, "webhook.made", own, host=host_of(target), events=" ".join(_sorted(events)))
            return await self._own(tx, own), secret

    async def change(self, caller: Principal, webhook_id: UUID, given: Mapping[str, Any]) -> RowMapping:
        """Change what is ``given`` of url, description, events and is_active; what is left alone stays."""
        fields = dict(given)
        if "url" in fields:
            fields["url"] = await self._checked(fields["url"])
        if "events" in fields:
            fields["events"] = _sorted(fields["events"])
        async with self.unit.begin(caller.tenant) as tx:
            await self._own(tx, webhook_id, held=True)
            if fields.get("is_active"):
                fields |= {"disabled_at": None, "disabled_reason": None, "failing_since": None}
            elif "is_active" in fields:
                await store.disable(tx, webhook_id, "by-hand", self.clock.now())
            if fields:
                await store.change(tx, webhook_id, fields)
                note(tx, caller, "webhook.changed", webhook_id, fields=" ".join(sorted(given)))
            return await self._own(tx, webhook_id)

    async def remove(self, caller: Principal, webhook_id: UUID) -> None:
        """Forget a webhook, its secret and its deliveries."""
        async with self.unit.begin(caller.tenant) as tx:
            hook = await self._own(tx, webhook_id, held=True)
            await store.remove(tx, webhook_id)
            note(tx, caller, "webhook.removed", webhook_id, host=host_of(hook["url"]))

    async def renew(self, caller: Principal, webhook_id: UUID) -> tuple[RowMapping, str]:
        """A new secret; the one before signs beside it for a day, whatever was before that signs no more."""
        secret = new_secret()
        async with self.unit.begin(caller.tenant) as tx:
            hook = await self._own(tx, webhook_id, held=True)
            await store.change(tx, webhook_id, {
                "secret": self.seal.close(secret, tx.tenant_id, webhook_id),
                "previous_secret": hook["secret"], "previous_secret_until": self.clock.now() + OVERLAP,
            })  # fmt: skip
            note(tx, caller, "webhook.changed", webhook_id, fields="secret")
            return await self._own(tx, webhook_id), secret

    async def try_out(self, caller: Principal, webhook_id: UUID, event: EventName) -> RowMapping:
        """Put an example into the queue; it is tried once."""
        now = self.clock.now()
        async with self.unit.begin(caller.tenant) as tx:
            await self._active(tx, webhook_id)
            own = await store.try_out(tx, webhook_id, example_of(event, tx.tenant_id, now), now)
            note(tx, caller, "webhook.sent", webhook_id, deliveries=1)
            return await _delivery(tx, webhook_id, own)

    async def send_again(self, caller: Principal, webhook_id: UUID, delivery_id: UUID) -> RowMapping:
        """Put one delivery into the queue again, whatever became of it, under the id that it had."""
        async with self.unit.begin(caller.tenant) as tx:
            await self._active(tx, webhook_id)
            await _delivery(tx, webhook_id, delivery_id)
            await store.again(tx, webhook_id, [delivery_id], self.clock.now())
            note(tx, caller, "webhook.sent", webhook_id, deliveries=1)
            return await _delivery(tx, webhook_id, delivery_id)

    async def send_failed(self, caller: Principal, webhook_id: UUID, since: datetime) -> int:
        """Put what failed since then into the queue again, the oldest first; how many those are."""
        async with self.unit.begin(caller.tenant) as tx:
            await self._active(tx, webhook_id)
            chosen = await store.failed_since(tx, webhook_id, since)
            await store.again(tx, webhook_id, chosen, self.clock.now())
            note(tx, caller, "webhook.sent", webhook_id, deliveries=len(chosen))
        return len(chosen)

    async def _active(self, tx: Tx, webhook_id: UUID) -> None:
        if not (await self._own(tx, webhook_id, held=True))["is_active"]:
            raise Conflict("webhook-disabled", "The webhook is disabled: nothing is sent to it.")

    async def _own(self, tx: Tx, webhook_id: UUID, *, held: bool = False) -> RowMapping:
        hook = await queries.webhook(tx, webhook_id, held=held)
        if hook is None:
            raise NotFound("webhook-not-found", "There is no such webhook.")
        return hook

    async def _checked(self, url: str) -> str:
        """The address as it is kept, as far as can be told now; each delivery looks again."""
        try:
            target = target_of(url, plain_too=self.plain_too)
            await self.guard.check_given(target)
        except Refused as refusal:
            raise Invalid(refusal.reason, refusal.detail) from None
        return target


async def _delivery(tx: Tx, webhook_id: UUID, delivery_id: UUID) -> RowMapping:
    found = await queries.delivery(tx, delivery_id)
    if found is None or found["webhook_id"] != webhook_id:
        raise NotFound("delivery-not-found", "There is no such delivery.")
    return found


def _sorted(events: Sequence[EventName]) -> list[str]:
    return sorted(set(events))
