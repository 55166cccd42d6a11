"""Which features are on for an organisation: from the state topic, kept for five minutes, off where nothing is known.

The topic is compacted: read from its beginning it tells every organisation's features. So requests and work without a
user ask in the same way, no other service is called, and a broker that is away costs freshness, not features.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from common.contracts.tenants import FlagsState
from common.messaging.envelope import decode
from common.messaging.history import History
from common.messaging.log import LogUnavailable
from common.messaging.outcomes import Rejected
from common.process.telemetry import log

_log = log("flags")
KEEP_S = 300.0
AGAIN_AFTER_S = 10.0
"""How long a reading that failed is not tried again."""


@dataclass
class Flags:
    """The features of all organisations. ``monotonic`` gives seconds; tests bring their own."""

    history: History
    monotonic: Callable[[], float] = time.monotonic
    _known: dict[UUID, FlagsState] = field(default_factory=dict)
    _fresh_until: float = float("-inf")
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def on(self, tenant_id: UUID, feature: str) -> bool:
        """Whether ``feature`` is on; off where it was never set, or nothing could be read yet."""
        return await self.config(tenant_id, feature) is not None

    async def config(self, tenant_id: UUID, feature: str) -> Mapping[str, Any] | None:
        """What the feature was told; None where it is off."""
        await self._refresh()
        state = self._known.get(tenant_id)
        found = next((each for each in state.flags if each.name == feature), None) if state else None
        if found is None or not found.enabled:
            return None
        config: dict[str, Any] = json.loads(found.config)
        return config

    async def _refresh(self) -> None:
        if self.monotonic() < self._fresh_until:
            return
        async with self._reading:
            if self.monotonic() < self._fresh_until:
                return  # somebody read while we waited
            try:
                await self._read()
                self._fresh_until = self.monotonic() + KEEP_S
            except LogUnavailable as error:
                _log.warning("features cannot be read now: what was known stays", error=str(error))
                self._fresh_until = self.monotonic() + AGAIN_AFTER_S

    async def _read(self) -> None:
        async for batch in self.history.read([FlagsState.topic]):
            for record in batch:
                try:
                    state = decode(record)
                except Rejected:
                    continue  # a newer release's, or none of ours: what was known stays
                if isinstance(state, FlagsState):
                    self._note(state)

    def _note(self, state: FlagsState) -> None:
        known = self._known.get(state.organization_id)
        if known is None or state.revision > known.revision:
            self._known[state.organization_id] = state
