"""Every operation names one permission, or stands here with the reason why it needs none; every permission is used."""

import ast
import inspect
from textwrap import dedent
from typing import Annotated

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from common.contracts.registry import SERVICES
from common.contracts.services import SERVICES_BY_NAME, Service
from common.http import Principal, needs
from common.http.permissions import PERMISSIONS, ROLES, granted
from common.http.principal import current_user
from common.http.problems import dependants, permission_of_route
from permissions_table import operations
from problems_table import routes_of

pytestmark = pytest.mark.architecture
WITHOUT = {
    "POST /v1/auth/register": "whoever registers is nobody yet",
    "POST /v1/auth/confirm": "the mailed code is the proof",
    "POST /v1/auth/confirm/resend": "tells nothing, and mails the owner of the address alone",
    "POST /v1/auth/login": "proves who he is by it",
    "POST /v1/auth/login/second-factor": "the challenge is the proof, and a code",
    "GET /v1/auth/second-factor": "one's own second factor",
    "POST /v1/auth/second-factor": "one's own second factor",
    "POST /v1/auth/second-factor/confirmation": "one's own second factor",
    "POST /v1/auth/second-factor/recovery-codes": "one's own second factor",
    "POST /v1/auth/second-factor/removal": "one's own second factor",
    "POST /v1/auth/refresh": "the refresh token is the proof",
    "POST /v1/auth/logout": "the refresh token is the proof",
    "GET /v1/auth/me": "one's own account",
    "GET /v1/auth/sessions": "one's own sessions",
    "DELETE /v1/auth/sessions/{session_id}": "one's own session",
    "POST /v1/auth/login/passkey/options": "a challenge, the same for everybody",
    "POST /v1/auth/login/passkey": "the device's signature is the proof",
    "GET /v1/auth/passkeys": "one's own",
    "POST /v1/auth/passkeys/options": "one's own, with the password",
    "POST /v1/auth/passkeys": "one's own, as the device answers a challenge made for him",
    "PATCH /v1/auth/passkeys/{passkey_id}": "one's own",
    "POST /v1/auth/passkeys/{passkey_id}/removal": "one's own, with the password",
    "POST /v1/auth/logout-everywhere": "one's own sessions",
    "PATCH /v1/auth/me": "one's own account",
    "POST /v1/auth/password": "one's own account, with its password",
    "POST /v1/auth/password/forgotten": "tells nothing, and mails the owner of the address alone",
    "POST /v1/auth/password/reset": "the mailed code is the proof",
    "POST /v1/auth/email": "one's own account, with its password",
    "POST /v1/auth/email/confirm": "the mailed code is the proof",
    "POST /v1/auth/erasure": "one's own account, with its password",
    "POST /v1/auth/close": "one's own account, with its password",
    "GET /.well-known/jwks.json": "public keys",
    "POST /v1/billing/stripe/webhook": "Stripe proves by a signature that it sent the body",
    "POST /v1/organizations": "whoever founds one belongs to it by that",
    "GET /v1/organizations": "one's own memberships",
    "GET /v1/organizations/{organization_id}": "one's own membership",
    "DELETE /v1/organizations/{organization_id}/membership": "one's own membership",
    "GET /v1/organizations/{organization_id}/erasure": "nobody acts for a closed one: the owner by his membership",
    "POST /v1/organizations/{organization_id}/restoration": "nobody acts for a closed one: the owner by his membership",
    "POST /v1/invitations/acceptance": "the token is the proof, and the e-mail address it was sent to",
}
"""Operations that ask for no permission, and why."""
AWAITED = {
    "organization:read",
}  # fmt: skip
"""Permissions that roles have and no operation asks for yet."""


def test_every_operation_names_its_permission_or_says_why_not() -> None:
    found = {operation: permission for _, operation, permission in operations()}
    assert {operation for operation, permission in found.items() if permission is None} == set(WITHOUT)


def test_every_permission_is_asked_for_by_an_operation() -> None:
    asked = {permission for _, _, permission in operations() if permission}
    assert set(PERMISSIONS) - asked == AWAITED
    assert asked <= set(PERMISSIONS)


def test_reading_operations_ask_to_read_and_changing_ones_do_not() -> None:
    for _, operation, permission in operations():
        if permission:
            reads, asks_to_read = operation.startswith("GET "), permission.endswith(":read")
            assert reads == asks_to_read, operation


def test_an_operator_of_the_platform_looks_at_everything_and_changes_nothing() -> None:
    looks = granted("operator")
    assert looks and all(name.endswith(":read") for name in looks)
    assert {name for name in PERMISSIONS if name.endswith(":read")} == looks


@pytest.mark.parametrize("service", SERVICES_BY_NAME.values(), ids=lambda each: str(each.name))
def test_the_gateway_lets_through_without_a_token_what_asks_for_none(service: Service) -> None:
    shown = (route for route in routes_of(service.name) if route.include_in_schema)
    without = {route.path_format for route in shown if not asks_who(route)}
    assert without == {*service.open, *service.exact}


def asks_who(route: APIRoute) -> bool:
    """Whether a route asks for a verified token."""
    return any(each.call is current_user for each in dependants(route))


LIMITS = {"of_client", "only_client", "sees_client"}
"""How an operation limits what a client's user is shown (``common.http.access.clients``)."""


def _named(call: object, depth: int = 3) -> set[str]:
    """What a function names, and the functions and classes of its module that it names."""
    try:
        names = {each.id for each in ast.walk(ast.parse(dedent(inspect.getsource(call)))) if isinstance(each, ast.Name)}  # type: ignore[arg-type]
    except (OSError, TypeError):
        return set()
    own = vars(inspect.getmodule(call)) if depth else {}
    near = [each for name in names if inspect.getmodule(each := own.get(name)) is inspect.getmodule(call) and each]
    return names.union(*(_named(each, depth - 1) for each in near if inspect.isfunction(each) or inspect.isclass(each)))


def limited(route: APIRoute) -> bool:
    """Whether an operation, or what it is given, asks of which client something is."""
    return any(LIMITS & _named(call) for call in (route.endpoint, *(each.call for each in dependants(route))))


def test_an_operation_that_clients_users_may_ask_for_is_limited_to_their_client() -> None:
    shown = [route for service in SERVICES for route in routes_of(service) if route.include_in_schema]
    asked = [route for route in shown if permission_of_route(route) in granted("client")]
    assert len(asked) > 15
    assert [route.path_format for route in asked if not limited(route)] == []


async def _unlimited(principal: Annotated[Principal, needs("reports:read")]) -> None:
    """Plants an operation that forgets it."""


def test_one_that_forgets_it_is_noticed() -> None:
    router = APIRouter()
    router.get("/v1/planted")(_unlimited)
    [route] = (each for each in router.routes if isinstance(each, APIRoute))
    assert not limited(route)


def test_no_role_no_permission_and_scopes_only_take_away() -> None:
    assert not granted(None)
    assert not granted("superuser")  # type: ignore[arg-type]
    for role in ROLES:
        assert granted(role, frozenset(PERMISSIONS)) == granted(role)
        assert granted(role, frozenset({"audits:write", "everything"})) <= granted(role)
        assert not granted(role, frozenset())


def test_owners_may_what_admins_may_and_admins_what_members_may() -> None:
    assert granted("owner") >= granted("admin") >= granted("member") >= granted("viewer")
