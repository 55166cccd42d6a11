"""Who sees which client's things."""

from uuid import UUID

import pytest

from common.http import Principal
from common.http.access.clients import only_client, sees_client
from common.http.principal import Holder
from common.primitives.errors import Forbidden
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure
OWN, OTHER = uuid7(), uuid7()


def caller(role: Holder, client: UUID | None = None) -> Principal:
    return Principal(uuid7(), uuid7(), role, None, "", client_id=client)


@pytest.mark.parametrize("role", ["owner", "admin", "member", "viewer", "billing", "operator"])
def test_the_agencys_people_see_every_client_and_what_is_the_agencys_own(role: Holder) -> None:
    assert all(sees_client(caller(role), client) for client in (OWN, OTHER, None))
    assert only_client(caller(role)) is None


def test_a_clients_user_sees_his_own_and_neither_others_nor_the_agencys() -> None:
    own = caller("client", OWN)
    assert [sees_client(own, client) for client in (OWN, OTHER, None)] == [True, False, False]
    assert only_client(own) == OWN


@pytest.mark.parametrize("role", ["viewer", "owner"])
def test_a_token_that_names_a_client_is_limited_to_it_whatever_its_role(role: Holder) -> None:
    assert [sees_client(caller(role, OWN), client) for client in (OWN, OTHER, None)] == [True, False, False]
    assert only_client(caller(role, OWN)) == OWN


def test_a_clients_user_without_a_client_sees_nothing() -> None:
    lost = caller("client")
    assert not any(sees_client(lost, client) for client in (OWN, OTHER, None))
    with pytest.raises(Forbidden):
        only_client(lost)
