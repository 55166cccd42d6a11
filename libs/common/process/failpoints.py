"""Named points at which a fault test may break this process: killed, frozen, or failed, at the hit of its choice.

Armed by the environment only, before the process starts: ``BRANDMON_FAILPOINTS="unit.before-commit=kill@3"`` kills it
at the third time it comes by; several are separated by commas. Without ``@`` it is the first time. With
``BRANDMON_FAILPOINTS_SEEN=FILE``, every hit appends its name to FILE: what an enumerator runs over. Not armed, a point
is one comparison.
"""

import os
import signal
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Name = Literal[
    "consumer.fetched",
    "consumer.before-handler",
    "consumer.handling",
    "consumer.after-handler",
    "consumer.before-commit",
    "consumer.after-commit",
    "consumer.before-dead-letter",
    "consumer.after-dead-letter",
    "unit.begun",
    "unit.inbox-written",
    "unit.before-commit",
    "unit.after-commit",
    "mongo.begun",
    "mongo.inbox-written",
    "mongo.before-commit",
    "mongo.after-commit",
    "saga.before-move",
    "saga.moved",
    "webhooks.sent",
]
NAMES: tuple[Name, ...] = get_args(Name)

Action = Literal["kill", "stop", "raise", "abort"]
"""``kill`` and ``stop`` are SIGKILL and SIGSTOP to oneself, ``abort`` ends as a fault in native code does; ``raise``
raises ``InjectedFault``."""

ARMED, SEEN = "BRANDMON_FAILPOINTS", "BRANDMON_FAILPOINTS_SEEN"


class InjectedFault(Exception):  # noqa: N818 - a fault on purpose
    """What an armed point raises: to everything around it an unknown, transient fault."""


class WrongFailpoint(ValueError):  # noqa: N818 - a mistake in the environment
    """The environment names a point or an action that does not exist: an unarmed test would prove nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens at which hit (1-based)."""

    action: Action
    hit: int


def parse(text: str) -> dict[Name, Plan]:
    """The plans of ``name=action[@hit],...``; ``WrongFailpoint`` names the part that is not one."""
    plans: dict[Name, Plan] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        name, _, rest = part.partition("=")
        action, _, hit = rest.partition("@")
        if name not in NAMES or action not in get_args(Action) or not (hit or "1").isdecimal():
            raise WrongFailpoint(f"no such failpoint: {part}")
        plans[name] = Plan(action, int(hit or "1"))  # type: ignore[arg-type]  # checked in the line above
    return plans


class Failpoints:
    """The armed points of one process, and how often each point was passed."""

    def __init__(self, plans: Mapping[Name, Plan], seen: Path | None = None) -> None:
        self._plans = plans
        self._seen = seen
        self._hits: Counter[Name] = Counter()
        self.armed = bool(plans or seen)

    def hit(self, name: Name) -> None:
        """Pass ``name``: counted, and broken where it is planned."""
        self._hits[name] += 1
        if self._seen is not None:
            with self._seen.open("a") as file:
                file.write(f"{name}\n")
        plan = self._plans.get(name)
        if plan is None or plan.hit != self._hits[name]:
            return
        if plan.action == "raise":
            raise InjectedFault(name)
        if plan.action == "abort":
            os.abort()
        os.kill(os.getpid(), signal.SIGKILL if plan.action == "kill" else signal.SIGSTOP)


def _from_environment() -> Failpoints:
    seen = os.environ.get(SEEN)
    return Failpoints(parse(os.environ.get(ARMED, "")), Path(seen) if seen else None)


_process = _from_environment()


def failpoint(name: Name) -> None:
    """Pass the point ``name``; nothing happens unless this process was started to break here."""
    if _process.armed:
        _process.hit(name)
