"""What a start tells whoever waits for it: one JSON object per line."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

EventKind = Literal["starting", "progress", "ready", "restarted", "failed", "up", "stopping", "stopped"]


@dataclass(frozen=True, slots=True)
class Event:
    """``seconds``: since the start of the supervisor. ``failed`` without a restart to follow ends the start."""

    kind: EventKind
    name: str
    message: str = ""
    seconds: float = 0.0

    def line(self) -> str:
        """The event as it is sent."""
        return json.dumps(asdict(self)) + "\n"

    @classmethod
    def read(cls, line: str) -> "Event":
        """The event of one line."""
        return cls(**json.loads(line))
