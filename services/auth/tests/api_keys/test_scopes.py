"""The arithmetic of scopes, over every role and any choice of permissions."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.api_keys.rules import LONGEST_LIFE, digest, expiry_of, new_key, prefix_of, scopes_of
from common.http.permissions import PERMISSIONS, ROLES, granted
from common.primitives.errors import Forbidden, Invalid

pytestmark = pytest.mark.pure
ROLE = st.sampled_from(ROLES)
SOME = st.frozensets(st.sampled_from(sorted(PERMISSIONS)), max_size=8)
NOW = datetime(2026, 12, 1, tzinfo=UTC)


@given(ROLE, st.none() | SOME, SOME)
def test_a_key_may_a_part_of_what_its_maker_may(role: str, own: frozenset[str] | None, wanted: frozenset[str]) -> None:
    makers = granted(role, own)  # type: ignore[arg-type]
    try:
        scopes = scopes_of(wanted, makers, PERMISSIONS)
    except Forbidden:
        assert not wanted <= makers
    except Invalid:
        assert not wanted
    else:
        assert scopes == wanted and scopes <= makers


@given(ROLE, ROLE, SOME)
def test_whatever_the_role_becomes_a_key_may_no_more_than_it(before: str, after: str, wanted: frozenset[str]) -> None:
    scopes = wanted & granted(before)  # type: ignore[arg-type]
    assert granted(after, scopes) <= granted(after) & scopes  # type: ignore[arg-type]


@given(ROLE, SOME, SOME, SOME)
def test_a_chain_of_keys_never_widens(
    role: str, first: frozenset[str], second: frozenset[str], third: frozenset[str]
) -> None:
    scopes = granted(role, first)  # type: ignore[arg-type]
    for wanted in (second, third):
        scopes = scopes_of(wanted & scopes, scopes, PERMISSIONS) if wanted & scopes else frozenset()
    assert scopes <= first & granted(role)  # type: ignore[arg-type]


@given(st.text(max_size=80))
def test_what_is_no_permission_is_no_scope(word: str) -> None:
    if word not in PERMISSIONS:
        with pytest.raises(Invalid):
            scopes_of([word, "figures:read"], frozenset(PERMISSIONS), PERMISSIONS)


@given(st.text(max_size=100))
def test_only_what_has_the_form_of_a_key_has_a_prefix(text: str) -> None:
    assert prefix_of(text) is None
    assert len(digest(text)) == 32


def test_a_new_key_is_found_by_its_prefix_and_is_no_other() -> None:
    made = [new_key() for _ in range(200)]
    assert [prefix_of(key.text) for key in made] == [key.prefix for key in made]
    assert len({key.prefix for key in made}) == len({key.digest for key in made}) == 200


@given(st.timedeltas(timedelta(days=-800), timedelta(days=800)))
def test_a_key_ends_within_a_year(late: timedelta) -> None:
    try:
        assert NOW < expiry_of(NOW + late, NOW) <= NOW + LONGEST_LIFE
    except Invalid:
        assert not timedelta(0) < late <= LONGEST_LIFE
