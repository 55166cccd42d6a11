"""One's own account at the gateway."""

import os
import sys
from getpass import getpass
from typing import Any

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, sentence, write_json

Json = dict[str, Any]
PASSWORD, NEW_PASSWORD = "BRANDMON_PASSWORD", "BRANDMON_NEW_PASSWORD"


def register(gateway: Gateway, email: str, name: str | None) -> None:
    """Have a code mailed that opens an account."""
    body = {"email": email, "password": _secret("Password", PASSWORD, twice=True), **({"name": name} if name else {})}
    gateway.post("/v1/auth/register", body)
    console().say("A mail is on its way to {}. With its code: brandmon account confirm CODE", email)
    _say_where(gateway)


def confirm(gateway: Gateway, code: str) -> None:
    """Open the account of a code."""
    opened: Json = gateway.post("/v1/auth/confirm", {"code": code})
    console().say("The account {} is open. Log in with BRANDMON_EMAIL and BRANDMON_PASSWORD.", opened["email"])


def ask_for_mail(gateway: Gateway, path: str, email: str) -> None:
    """Have a mail sent; whether one is due is told to nobody but its reader."""
    gateway.post(path, {"email": email})
    console().say("If a mail is due, it is on its way to {}.", email)
    _say_where(gateway)


def reset(gateway: Gateway, code: str) -> None:
    """Set a new password with a mailed code."""
    gateway.post(
        "/v1/auth/password/reset", {"code": code, "password": _secret("New password", NEW_PASSWORD, twice=True)}
    )
    console().say("The password is set; every session has ended.")


def show(gateway: Gateway, *, as_json: bool) -> None:
    """Print who one is."""
    _print(gateway.get("/v1/auth/me"), as_json=as_json)


def rename(gateway: Gateway, name: str | None, shown_as: str | None, *, as_json: bool) -> None:
    """Change one's names; an empty one is taken away."""
    given = {field: value or None for field, value in (("name", name), ("display_name", shown_as)) if value is not None}
    if not given:
        raise Failure("Say --name or --shown-as.", code=2)
    _print(gateway.patch("/v1/auth/me", given), as_json=as_json)


def change_password(gateway: Gateway) -> None:
    """Change the password; where it is this machine's own account, the new one is kept."""
    current = current_password(gateway)
    new = _secret("New password", NEW_PASSWORD, twice=True)
    gateway.post("/v1/auth/password", {"current_password": current, "password": new})
    account = gateway.kept.account
    if account and account["email"] == gateway.email:
        gateway.kept.keep_password(new)
    console().say("The password is changed; your other sessions have ended.")


def change_email(gateway: Gateway, email: str) -> None:
    """Have a code mailed to the new address."""
    gateway.post("/v1/auth/email", {"email": email, "password": current_password(gateway)})
    console().say("A mail is on its way to {}. With its code: brandmon account confirm-email CODE", email)
    _say_where(gateway)


def confirm_email(gateway: Gateway, code: str) -> None:
    """Take the new address."""
    changed: Json = gateway.post("/v1/auth/email/confirm", {"code": code})
    console().say("The account has the address {} now.", changed["email"])


def close(gateway: Gateway, *, sure: bool) -> None:
    """Close the account for good."""
    if not sure:
        question = sentence("Close the account {} for good? Type yes: ", gateway.email)
        if not sys.stdin.isatty() or console().input(question).strip().lower() != "yes":
            raise Failure("The account stays open. Say --yes to close it without being asked.", code=2)
    gateway.post("/v1/auth/close", {"password": current_password(gateway)})
    console().say("The account is closed.")


def erase(gateway: Gateway, code: str | None, *, sure: bool) -> None:
    """Erase oneself for good."""
    if not sure:
        question = sentence("Erase the account {} and all that is personal in it for good? Type yes: ", gateway.email)
        if not sys.stdin.isatty() or console().input(question).strip().lower() != "yes":
            raise Failure("Nothing is erased. Say --yes to erase it without being asked.", code=2)
    gateway.post("/v1/auth/erasure", proof(gateway, code))
    console().say("The account is erased, and you belong to no organisation any more.")


def _print(me: Json, *, as_json: bool) -> None:
    if as_json:
        write_json(me)
        return
    out = console()
    out.say("{:bold}", me["email"])
    for label, field in (("name", "name"), ("shown as", "display_name"), ("id", "id")):
        if me[field]:
            out.say("{} {}", f"{label:<9}", me[field])


def proof(gateway: Gateway, code: str | None) -> Json:
    """What is given again to prove oneself: the password, and a code where there is a second factor."""
    return {"password": current_password(gateway), **({"code": code} if code else {})}


def current_password(gateway: Gateway) -> str:
    """The password of now; that of an account which this machine made for itself is known."""
    account = gateway.kept.account
    if account and account["email"] == gateway.email:
        return str(account["password"])
    return _secret("Password", PASSWORD)


def _secret(what: str, variable: str, *, twice: bool = False) -> str:
    told = os.environ.get(variable)
    if told:
        return told
    if not sys.stdin.isatty():
        raise Failure(f"{what}: set {variable}.", code=2)
    typed = getpass(f"{what}: ")
    if twice and getpass("Once more: ") != typed:
        raise Failure("The two are not the same.", code=2)
    return typed


def _say_where(gateway: Gateway) -> None:
    if gateway.mailbox.is_here:
        console().say("On this machine mails go into a file: brandmon mail list")
