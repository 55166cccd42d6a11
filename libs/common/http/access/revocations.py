"""Which access tokens are void although their time has not come: a small table in the memory of each process.

A revocation says "tokens of this subject that were issued before T are void". A subject is a session, a user, a
membership (one user in one organisation), an organisation, a client of one, or the key that tokens were signed with.
When a token was issued is the time in its ``jti``, a UUID of version 7, in milliseconds: ``iat`` has seconds only, and
a token that is fetched in the second of a change of role must be good.

The table is never asked over a network: ``watching`` fills it, and whoever verifies a token looks into it. What is
older than any token lives is dropped.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple
from uuid import UUID

Kind = Literal["session", "user", "member", "organization", "client", "key"]
LONGEST_LIFE_S = 600
"""No access token lives longer; one that says it does is refused. So a revocation has done its work after it."""
LEEWAY_S = 5
"""How far the clocks of two machines may be apart for a token to be good: the gateway allows the same."""
REPLICAS_APART_S = 5
"""How far the clocks of auth's replicas may be apart: a revocation voids tokens up to so far ahead of its own clock,
and whoever is issued one after it gets one of a later time."""
KEPT_S = LONGEST_LIFE_S + REPLICAS_APART_S + 2 * LEEWAY_S + 60
NOT_READY_AFTER_S = 15.0
REFUSES_AFTER_S = 60.0
"""Without news for so long, tokens are believed no more: who holds up the news would otherwise undo a log-out."""


class Revocation(NamedTuple):
    """Tokens of ``subject`` that were issued before ``before_ms`` (since 1970, UTC) are void."""

    subject: str
    before_ms: int

    @property
    def kind(self) -> str:
        """What kind of subject it is."""
        return self.subject.partition(":")[0]


def subject_of(kind: Kind, *ids: UUID | str) -> str:
    """How a subject is written everywhere: ``session:<id>``, ``member:<organisation>/<user>``."""
    return f"{kind}:{'/'.join(map(str, ids))}"


def ties_of(
    user: UUID, session: UUID, organization: UUID | None, key_id: str, client: UUID | None = None
) -> tuple[str, ...]:  # fmt: skip
    """The subjects that a token of these claims is tied to."""
    tied = [subject_of("session", session), subject_of("user", user), subject_of("key", key_id)]
    if organization is not None:
        tied += [subject_of("member", organization, user), subject_of("organization", organization)]
    if organization is not None and client is not None:
        tied.append(subject_of("client", organization, client))
    return tuple(tied)


@dataclass(frozen=True, slots=True)
class Ties:
    """What a token is tied to: the subjects whose revocation voids it, and when it was issued (ms since 1970)."""

    subjects: tuple[str, ...]
    issued_ms: int


class Revocations:
    """The table of one process. ``confirmed`` says that it holds all there is; ``age_s`` how long ago that was."""

    def __init__(self) -> None:
        self._before: dict[str, int] = {}
        self._confirmed_at: float | None = None
        self._made_at = time.monotonic()

    def __len__(self) -> int:
        return len(self._before)

    def note(self, revocations: Iterable[Revocation]) -> None:
        """Take in what was heard, from wherever and however often; what is known is never taken back."""
        for subject, before_ms in revocations:
            if before_ms > self._before.get(subject, 0):
                self._before[subject] = before_ms

    def confirmed(self) -> None:
        """Somebody who knows has just said that there is no more than what was noted."""
        self._confirmed_at = time.monotonic()

    def forget_old(self, now_s: float) -> None:
        """Drop what voids no token that still lives; ``now_s`` in seconds since 1970."""
        oldest = int((now_s - KEPT_S) * 1000)
        for subject in [subject for subject, before_ms in self._before.items() if before_ms < oldest]:
            del self._before[subject]

    def voided_by(self, ties: Ties) -> str | None:
        """The subject whose revocation voids a token of these ties, None where it is good."""
        before = self._before
        if before:
            for subject in ties.subjects:
                if before.get(subject, 0) > ties.issued_ms:
                    return subject
        return None

    @property
    def known(self) -> bool:
        """Whether everything was heard at least once, and lately enough to decide by it."""
        return self._confirmed_at is not None and time.monotonic() - self._confirmed_at < REFUSES_AFTER_S

    @property
    def age_s(self) -> float:
        """Seconds since the table was last known to be whole, or since the process began."""
        return time.monotonic() - (self._made_at if self._confirmed_at is None else self._confirmed_at)

    async def ready(self) -> None:
        """For the probe of readiness: ``TimeoutError`` where nothing was heard for a while."""
        if self._confirmed_at is None or self.age_s > NOT_READY_AFTER_S:
            raise TimeoutError("revocations of tokens cannot be learnt")
