"""Whether a consumer gets on: what liveness and the watchdog ask."""

import time
from dataclasses import dataclass, field

from common.messaging.runtime import metrics


@dataclass
class Progress:
    """When something was last dealt with, and how much waits as the log itself says (``lag``, records)."""

    consumer: str
    stalled_after_s: float
    lag: int = 0
    made_at: float = field(default_factory=time.monotonic)

    def made(self) -> None:
        """Something was dealt with."""
        self.made_at = time.monotonic()
        metrics.PROGRESS.labels(self.consumer).set_to_current_time()

    def told_lag(self, lag: int) -> None:
        """So much waits. Being idle is no standstill: the clock starts with the next message."""
        if self.lag == 0 or lag == 0:
            self.made_at = time.monotonic()
        self.lag = lag
        metrics.LAG.labels(self.consumer).set(lag)

    @property
    def standstill_s(self) -> float:
        """How long nothing was dealt with although something waits; 0 where nothing waits."""
        return time.monotonic() - self.made_at if self.lag else 0.0

    @property
    def alive(self) -> bool:
        """False where messages wait and none was dealt with for a while; an idle consumer is alive."""
        return self.standstill_s < self.stalled_after_s
