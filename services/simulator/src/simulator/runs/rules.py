"""What becomes of a turn after an attempt, and when a provider is given up: pure decisions for the worker."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.providers.rules import Answer, Outcome, PermanentFailure, RateLimited, TransientFailure


@dataclass(frozen=True, slots=True)
class Patience:
    """How often one turn is tried, and how long is waited between tries (full jitter up to the bound)."""

    tries: int = 5
    rate_limits: int = 12
    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0
    failures_before_stop: int = 3

    def wait(self, attempt: int, jitter: float) -> timedelta:
        """The pause after failed ``attempt`` (from 1); ``jitter`` in 0..1 is drawn by the caller (Brooker 2015)."""
        return timedelta(seconds=jitter * self.bound_s(attempt))

    def bound_s(self, attempt: int) -> float:
        """The longest pause after ``attempt``, in seconds."""
        return min(self.longest_wait_s, self.first_wait_s * 2.0 ** (attempt - 1))


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried so far, this attempt included."""

    failures: int
    rate_limits: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The turn is done."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Later:
    """Try again at ``at``; where ``pause_provider`` is set, ask the provider nothing before then."""

    at: datetime
    pause_provider: bool
    tried: Tried


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn failed for good; ``reason`` is a sentence's part for a person."""

    reason: str
    tried: Tried


Next = Answered | Later | Failed


def next_of(outcome: Outcome, before: Tried, patience: Patience, now: datetime, jitter: float) -> Next:
    """What follows from ``outcome`` of a turn that was tried ``before``. ``jitter`` is in 0..1."""
    match outcome:
        case Answer():
            return Answered(outcome)
        case PermanentFailure(reason):
            return Failed(reason, Tried(before.failures + 1, before.rate_limits))
        case RateLimited(retry_after):
            tried = Tried(before.failures, before.rate_limits + 1)
            if tried.rate_limits > patience.rate_limits:
                return Failed("the provider's rate limit was never free (429)", tried)
            own = patience.wait(tried.rate_limits, 0.5 + jitter / 2)
            asked = timedelta(seconds=retry_after) if retry_after is not None else timedelta()
            return Later(now + max(own if retry_after is None else timedelta(), asked), True, tried)
        case TransientFailure(reason):
            tried = Tried(before.failures + 1, before.rate_limits)
            if tried.failures >= patience.tries:
                return Failed(f"{reason}, {tried.failures} times", tried)
            return Later(now + patience.wait(tried.failures, jitter), False, tried)


def gives_up(answered: int, failed: int, patience: Patience) -> bool:
    """Whether a provider that has answered nothing in a run is not asked any more."""
    return answered == 0 and failed >= patience.failures_before_stop
