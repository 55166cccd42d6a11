"""Who we are at the gateway, and for which organisation we act."""

import os
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import httpx

from brandmon_cli.gateway.problems import GatewayProblem, is_id
from brandmon_cli.shared.failure import Failure

if TYPE_CHECKING:
    from brandmon_cli.gateway.client import Gateway

Json = dict[str, Any]
VISIBLE_WITHIN_S = 30.0
"""How long a membership may take to travel from tenants to auth before we give up waiting for it."""
FOUND_ONE = "brandmon organizations create NAME"


def sign_in(gateway: "Gateway", wanted: str | None, *, acting: bool = True) -> None:
    """Be somebody, acting for the organisation ``wanted`` (its id, name or short name), the chosen or the only one.

    With BRANDMON_API_KEY as whatever that key is of, in its organisation; with BRANDMON_EMAIL and BRANDMON_PASSWORD for
    this one command, which keeps nothing; else as the account that this machine made for itself. ``acting``: False
    where it is enough to be somebody.
    """
    if key := os.environ.get("BRANDMON_API_KEY"):
        _use_key(gateway, key, wanted)
        return
    email, password = os.environ.get("BRANDMON_EMAIL"), os.environ.get("BRANDMON_PASSWORD")
    if bool(email) != bool(password):
        raise Failure("BRANDMON_EMAIL and BRANDMON_PASSWORD are given together, or neither.", code=2)
    if email and password:
        _enter(gateway, {"email": email, "password": password}, wanted, acting=acting)
        return
    account = gateway.kept.account or _registered(gateway)
    try:
        _enter(gateway, account, wanted, acting=acting)
    except GatewayProblem as problem:
        if problem.status != httpx.codes.UNAUTHORIZED:
            raise
        _enter(gateway, _registered(gateway), wanted, acting=acting)  # the stack was wiped: nobody knows us any more


def _use_key(gateway: "Gateway", key: str, wanted: str | None) -> None:
    if wanted:
        raise Failure("An API key acts for its own organisation: leave --organization out.", code=2)
    if not (key.startswith("bmk_") and key.isascii() and key.isprintable() and " " not in key):
        raise Failure("BRANDMON_API_KEY holds no API key: one begins with bmk_.", code=2)
    gateway.use_key(key)


def organization_of(found: Sequence[Json], wanted: str) -> Json:
    """The organisation with this id, name or short name; ``Failure`` where it is none of those ``found``."""
    for part in ("id", "slug", "name"):
        same = [each for each in found if str(each[part]).casefold() == wanted.strip().casefold()]
        if len(same) == 1:
            return same[0]
        if same:
            raise Failure(f"Several organisations are called {wanted}: say which by its id. {_all(found)}")
    raise Failure(f"You belong to no organisation {wanted}. {_all(found)}")


def act_for(gateway: "Gateway", organization_id: str) -> None:
    """Act for an organisation one belongs to; it may take a moment until that has come to auth as an event."""
    until = time.monotonic() + VISIBLE_WITHIN_S
    while True:
        try:
            gateway.renew(organization_id)
            return
        except GatewayProblem as problem:
            if problem.type != "membership-not-visible" or time.monotonic() > until:
                raise
            time.sleep(0.1)


def _enter(gateway: "Gateway", account: Json, wanted: str | None, *, acting: bool) -> None:
    own, email = "name" in account, account["email"]
    target = (wanted if is_id(wanted) else None) if wanted else gateway.kept.chosen(email)
    named = wanted if wanted and not target else None
    if own and not named and (target or not acting) and gateway.resume(email, target):
        return
    try:
        gateway.log_in(account, target, keep=own)
    except GatewayProblem as problem:
        if problem.type != "membership-not-visible":
            raise
        gateway.log_in(account, None, keep=own)
    if not acting or (target and gateway.organization_id == target):
        return
    if named or target or not gateway.organization_id:
        act_for(gateway, _choice(gateway, account, named or (wanted and target)))
    if own and not wanted:
        gateway.kept.choose(email, gateway.organization_id)


def _choice(gateway: "Gateway", account: Json, wanted: str | None) -> str:
    """The id of the organisation to act for, out of those one belongs to; a machine's own account founds one."""
    found = list(gateway.items("/v1/organizations"))
    if wanted:
        return str(organization_of(found, wanted)["id"])
    if not found and "organization" in account:
        return str(gateway.post("/v1/organizations", {"name": account["organization"]})["id"])
    if len(found) != 1:
        said = "You belong to several organisations: say which with --organization, BRANDMON_ORGANIZATION or "
        several = f"{said}brandmon organizations use NAME. {_all(found)}"
        raise Failure(several if found else _all(found))
    return str(found[0]["id"])


def _all(found: Sequence[Json]) -> str:
    names = ", ".join(f"{each['name']} ({each['id']})" for each in found)
    return f"Yours: {names}" if names else f"You belong to no organisation yet. Found one: {FOUND_ONE}"


def _registered(gateway: "Gateway") -> Json:
    import secrets

    account = {
        "email": f"owner-{secrets.token_hex(4)}@example.com",
        "password": secrets.token_urlsafe(24),
        "name": "Owner of this machine",
        "organization": "My company",
    }
    gateway.register({name: account[name] for name in ("email", "password", "name")})
    gateway.kept.keep_account(account)
    return account
