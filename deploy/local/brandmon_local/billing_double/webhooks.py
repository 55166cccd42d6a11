"""Signed webhooks, sent as Stripe sends them: at least once, in no order that anybody promised."""

import asyncio
import hmac
import json
import sys
import time
from dataclasses import dataclass, field
from hashlib import sha256

import httpx

from brandmon_local.billing_double.shapes import Json
from brandmon_local.billing_double.world import World

PAUSES_S = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Before each attempt; after the last one an event is not sent any more."""


def body_of(event: Json) -> bytes:
    """The bytes that are sent and signed."""
    return json.dumps(event, indent=2).encode()


def signature(body: bytes, secret: str, at: int | None = None) -> str:
    """The header ``Stripe-Signature`` of a body."""
    moment = int(time.time()) if at is None else at
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
    return f"t={moment},v1={signed}"


@dataclass
class Webhooks:
    """Sends each new event of a world to ``url``."""

    url: str
    secret: str
    _sent: int = 0
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)

    def send_new(self, world: World) -> None:
        """Begin to send what has happened since the last time."""
        for event in world.events[self._sent :]:
            task = asyncio.get_running_loop().create_task(self.send(event))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        self._sent = len(world.events)

    async def send(self, event: Json) -> None:
        """Send one event until it is taken."""
        body = body_of(event)
        async with httpx.AsyncClient(timeout=10.0) as client:
            for pause in PAUSES_S:
                await asyncio.sleep(pause)
                headers = {"Content-Type": "application/json", "Stripe-Signature": signature(body, self.secret)}
                try:
                    answer = await client.post(self.url, content=body, headers=headers)
                except httpx.HTTPError:
                    continue
                if answer.is_success:
                    return
        sys.stderr.write(f"{event['type']} {event['id']} was not taken\n")
