"""Who follows events of Stripe's, sends reminders, and lets graces end."""

from dataclasses import dataclass
from datetime import timedelta

from common.jobs import Job, Lane, LeaseLost, Terms, Worker
from common.stores.postgres import Tx
from tenants.billing import store
from tenants.billing.following import Billing, Fetched, end_page, fetch, payment_failed, take_over, tell
from tenants.billing.rules.standing import Subscribed
from tenants.billing.rules.webhooks import PAGE_ENDS

LEASE = timedelta(seconds=60)
AT_ONCE = 4
MOST_ATTEMPTS = 1000
"""A minute apart, most of a day: Stripe is never away for so long."""


def billing_worker(billing: Billing) -> Worker:
    """The worker; without Stripe there is nothing to follow, but graces still end."""
    does = Following(billing)
    lanes = [
        Lane(store.EVENTS, does.follow, does.give_up, AT_ONCE, MOST_ATTEMPTS),
        Lane(store.REMINDERS, does.remind, does.drop, 1, MOST_ATTEMPTS),
        Lane(store.GRACES, does.end_grace, does.drop, 1, MOST_ATTEMPTS),
    ]
    return Worker(store.job_queue(billing.unit), lanes, billing.clock, Terms(LEASE))


@dataclass(frozen=True, slots=True)
class Following:
    """What the worker does."""

    billing: Billing

    async def follow(self, job: Job) -> None:
        """Take over what Stripe has now; a payment page that the event ended has ended."""
        fetched = await fetch(self.billing, job.tenant)
        async with self.billing.unit.begin(job.tenant) as tx:
            await _finish(tx, job)
            event = await store.event_kept(tx, job.id)
            if (paid := PAGE_ENDS.get(event["event_type"])) is not None:
                await end_page(tx, event["payload"]["id"] or "", paid=paid)
            after = await self._taken_over(tx, fetched)
            outcome = "done" if after is None or after.laid_aside is None else "laid-aside"
            error = None if after is None else after.laid_aside
            await store.end_event(tx, job.id, outcome, self.billing.clock.now(), error)

    async def _taken_over(self, tx: Tx, fetched: Fetched | None) -> Subscribed | None:
        if await store.subscribed(tx) is None:
            return None  # the organisation is gone
        return await take_over(self.billing, tx, fetched)

    async def remind(self, job: Job) -> None:
        """Say once more that a plan is unpaid, if it is."""
        async with self.billing.unit.begin(job.tenant) as tx:
            await _finish(tx, job)
            now_is = await store.subscribed(tx)
            until = now_is.grace_until if now_is else None
            if now_is is not None and until is not None and until > self.billing.clock.now():
                tx.emit(payment_failed(tx, now_is, until, 1))

    async def end_grace(self, job: Job) -> None:
        """The plan that applies is the free one by now, unless it was paid: say so."""
        async with self.billing.unit.begin(job.tenant) as tx:
            await _finish(tx, job)
            now_is = await store.subscribed(tx, lock=True)
            if now_is is not None:
                await tell(self.billing, tx, now_is)

    async def give_up(self, job: Job) -> None:
        """Keep that an event could not be followed."""
        async with self.billing.unit.begin(job.tenant) as tx:
            await _finish(tx, job)
            now = self.billing.clock.now()
            await store.end_event(tx, job.id, "laid-aside", now, error="given-up")

    async def drop(self, job: Job) -> None:
        """Nothing is lost but a word: which plan applies is worked out from the times."""
        async with self.billing.unit.begin(job.tenant) as tx:
            await _finish(tx, job)


async def _finish(tx: Tx, job: Job) -> None:
    if not await store.JOBS.finish(tx, job):
        raise LeaseLost
