"""Retry in place: back-off with full jitter, for faults around a message and for what has not arrived yet."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tenacity import AsyncRetrying, RetryCallState, retry_if_not_exception_type, wait_random_exponential

from common.messaging.outcomes import AlreadyHandled, DeadLetterLimit, Fenced, NotReady, Rejected
from common.messaging.runtime.limits import Slot
from common.process.telemetry import log

_log = log("retry")
_FINAL = (Rejected, AlreadyHandled, DeadLetterLimit, Fenced, asyncio.CancelledError)


@dataclass(frozen=True, slots=True)
class Retry:
    """How long one message is tried: ``failures`` times for a fault, ``NotReady.give_up_after`` for a lack.

    The waits are random in [0, min(``longest_wait_s``, ``first_wait_s`` * 2^n)] ("full jitter", Brooker 2015).
    """

    failures: int = 8
    first_wait_s: float = 0.05
    longest_wait_s: float = 2.0

    async def run(self, handle: Callable[[], Awaitable[None]], slot: Slot) -> str:
        """Run ``handle`` until done: 'handled' or 'redelivered'. A slot is held while it runs, not while it waits."""
        try:
            await self._run(handle, slot)
        except AlreadyHandled:
            return "redelivered"
        except NotReady as lack:
            raise Rejected(f"gave up waiting: {lack}") from None
        return "handled"

    async def _run(self, handle: Callable[[], Awaitable[None]], slot: Slot) -> None:
        """What goes well at once, as nearly everything does, does not pay for the machinery of trying again."""
        try:
            async with slot:
                await handle()
        except _FINAL:
            raise
        except Exception as error:  # noqa: BLE001 - tried again, and raised in the end
            failed: Exception | None = error
        else:
            return
        async for attempt in self._attempts():
            with attempt:
                if failed is not None:  # the first attempt was made already
                    first, failed = failed, None
                    raise first
                async with slot:
                    await handle()

    def _attempts(self) -> AsyncRetrying:
        failures = 0
        began = time.monotonic()

        def stop(state: RetryCallState) -> bool:
            nonlocal failures
            error = state.outcome.exception() if state.outcome else None
            if isinstance(error, NotReady):
                return time.monotonic() - began > error.give_up_after.total_seconds()
            failures += 1
            _log.warning("handler failed", failures=failures, error=type(error).__name__)
            return failures >= self.failures

        return AsyncRetrying(
            retry=retry_if_not_exception_type(_FINAL),
            wait=wait_random_exponential(multiplier=self.first_wait_s, max=self.longest_wait_s),
            stop=stop,
            reraise=True,
        )
