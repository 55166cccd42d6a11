"""The family of refresh tokens as an automaton: whatever clients, tabs and thieves do, in whatever order."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.sessions.rules import (
    GRACE,
    Client,
    PresentedToken,
    RefreshAction,
    digest,
    judge,
    new_refresh_token,
    open_successor,
    seal_successor,
)
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
VICTIM, THIEF = Client("192.0.2.1", "Firefox"), Client("198.51.100.7", "curl")
REFRESH, SESSION = timedelta(hours=24), timedelta(days=30)


@dataclass
class Family:
    """What the store keeps of one session, moved as ``Authentication.refresh`` moves it."""

    now: datetime = BEGIN
    revoked: datetime | None = None
    rows: dict[bytes, PresentedToken] = field(default_factory=dict)

    def issue(self, token: str) -> str:
        session_ends = BEGIN + SESSION
        expires = min(self.now + REFRESH, session_ends)
        row = PresentedToken(uuid7(), None, expires, uuid7(), session_ends, None, None, uuid7(), True)
        self.rows[digest(token)] = row
        return token

    def present(self, token: str, client: Client) -> tuple[RefreshAction, str | None]:
        row = replace(self.rows[digest(token)], session_revoked_at=self.revoked)
        action = judge(row, self.now, client)
        if action is RefreshAction.REUSED:
            self.revoked = self.now
        if action is RefreshAction.REPEAT:
            assert row.successor is not None
            return action, open_successor(row.successor, token)
        if action is not RefreshAction.ROTATE:
            return action, None
        successor = self.issue(new_refresh_token())
        self.rows = {key: replace(each, successor=None) for key, each in self.rows.items()}
        used = replace(row, used_at=self.now, used_by=client.digest(), successor=seal_successor(successor, token))
        self.rows[digest(token)] = replace(used, session_revoked_at=None)
        return action, successor


Moves = list[tuple[int, bool, float]]
MOVES = st.lists(
    st.tuples(st.integers(0, 6), st.booleans(), st.sampled_from([0, 0, 1, 29, 30, 31, 3600, 86_399, 86_401])),
    min_size=1,
    max_size=25,
)
"""Which of the newest tokens is presented, whether by the thief, and how many seconds later."""


@settings(max_examples=600)
@given(MOVES)
def test_at_most_one_token_is_good_and_reuse_ends_all(moves: Moves) -> None:
    family = Family()
    known = [family.issue(new_refresh_token())]
    used_at: dict[str, tuple[datetime, Client]] = {}
    for back, stolen, later in moves:
        family.now += timedelta(seconds=later)
        token, client = known[-1 - min(back, len(known) - 1)], THIEF if stolen else VICTIM
        ended_before, newest = family.revoked, known[-1]
        action, successor = family.present(token, client)
        if ended_before is not None:
            assert action is RefreshAction.ENDED, "nothing wakes a family that ended"
        elif token in used_at:
            when, who = used_at[token]
            again = len(known) > 1 and token == known[-2] and who == client and family.now - when <= GRACE
            again = again and family.now < BEGIN + SESSION
            assert action is (RefreshAction.REPEAT if again else RefreshAction.REUSED)
            assert successor == (newest if again else None)
        if action is RefreshAction.ROTATE:
            assert token == newest
            used_at[token] = (family.now, client)
            assert successor is not None
            known.append(successor)
        good = [each for each in family.rows.values() if each.used_at is None]
        assert len(good) == 1, "one token at a time can be exchanged"
    sealed = [row for row in family.rows.values() if row.successor is not None]
    assert len(sealed) <= 1, "no more than the last successor is kept"


@settings(max_examples=200)
@given(MOVES)
def test_a_stolen_token_ends_the_family_at_the_second_partys_first_use(moves: Moves) -> None:
    """Whoever of the two comes second to a token that both hold is found out: both are out."""
    family = Family()
    shared = family.issue(new_refresh_token())
    family.present(shared, THIEF)
    for _, _, later in moves:
        family.now += timedelta(seconds=later)
    action, _ = family.present(shared, VICTIM)
    assert action is RefreshAction.REUSED
    assert all(
        family.present(token, client)[0] is RefreshAction.ENDED for token in [shared] for client in (VICTIM, THIEF)
    )


def test_a_successor_opens_with_its_predecessor_alone() -> None:
    first, second = new_refresh_token(), new_refresh_token()
    sealed = seal_successor(second, first)
    assert open_successor(sealed, first) == second
    with pytest.raises(InvalidTag):
        open_successor(sealed, second)
    assert seal_successor(second, first) != sealed
