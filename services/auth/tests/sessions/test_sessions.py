from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from auth.sessions.rules import (
    Lifetimes,
    PresentedToken,
    RefreshAction,
    digest,
    judge,
    new_refresh_token,
    refresh_token_expiry,
)
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
GOOD = PresentedToken(
    token_id=uuid7(),
    used_at=None,
    expires_at=NOW + timedelta(hours=24),
    session_id=uuid7(),
    session_expires_at=NOW + timedelta(days=30),
    session_revoked_at=None,
    organization_id=None,
    user_id=uuid7(),
    user_is_active=True,
)


def test_an_unused_token_of_a_living_session_is_rotated() -> None:
    assert judge(GOOD, NOW) is RefreshAction.ROTATE


def test_a_rotated_token_is_reuse_even_after_it_would_have_expired() -> None:
    used = replace(GOOD, used_at=NOW - timedelta(hours=30), expires_at=NOW - timedelta(hours=6))
    assert judge(used, NOW) is RefreshAction.REUSED


@pytest.mark.parametrize(
    "token",
    [
        replace(GOOD, expires_at=NOW),
        replace(GOOD, session_expires_at=NOW),
        replace(GOOD, session_revoked_at=NOW - timedelta(seconds=1)),
        replace(GOOD, session_revoked_at=NOW, used_at=NOW),
        replace(GOOD, user_is_active=False),
    ],
)
def test_an_expired_token_a_revoked_session_and_a_closed_account_have_ended(token: PresentedToken) -> None:
    assert judge(token, NOW) is RefreshAction.ENDED


def test_tokens_are_all_different_recognisable_and_kept_as_a_digest_of_32_bytes() -> None:
    tokens = {new_refresh_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(token.startswith("bmr_") and len(token) == 47 for token in tokens)
    assert {len(digest(token)) for token in tokens} == {32}


def test_a_token_never_outlives_its_session() -> None:
    life = Lifetimes()
    assert refresh_token_expiry(NOW, NOW + timedelta(days=9), life) == NOW + timedelta(hours=24)
    assert refresh_token_expiry(NOW, NOW + timedelta(hours=3), life) == NOW + timedelta(hours=3)
