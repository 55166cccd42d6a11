"""The second factor at the gateway."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from brandmon_cli.accounts.own import current_password
from brandmon_cli.gateway.client import Gateway
from brandmon_cli.gateway.codes import asked_code
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json

Json = dict[str, Any]
PATH = "/v1/auth/second-factor"


def show(gateway: Gateway, *, as_json: bool) -> None:
    """Print whether there is one."""
    told: Json = gateway.get(PATH)
    if as_json:
        write_json(told)
    elif told["enabled"]:
        console().say("Log-in asks for a code, since {}.", told["confirmed_at"])
        console().say("{} recovery codes are left.", told["recovery_codes_left"])
    else:
        console().say("There is no second factor. Add one: brandmon account second-factor add")


def add(gateway: Gateway, picture: Path | None, *, as_json: bool) -> None:
    """Enrol an authenticator app: show what it takes, ask for a first code, print the recovery codes."""
    begun: Json = gateway.post(PATH, {"password": current_password(gateway)})
    if picture is not None:
        try:
            picture.write_text(begun["picture"], encoding="utf-8")
        except OSError as error:
            raise Failure(f"{picture} can't be written: {error.strerror}.") from None
    told = console(stderr=True)
    told.say("Give the authenticator app this secret: {}", begun["secret"])
    told.say("Or this address: {}", begun["address"])
    confirmed: Json = gateway.post(f"{PATH}/confirmation", {"code": asked_code()})
    _print(confirmed["recovery_codes"], as_json=as_json)


def renew(gateway: Gateway, *, as_json: bool) -> None:
    """Make recovery codes anew."""
    body = {"password": current_password(gateway), "code": asked_code()}
    made: Json = gateway.post(f"{PATH}/recovery-codes", body)
    _print(made["recovery_codes"], as_json=as_json)


def remove(gateway: Gateway, *, as_json: bool) -> None:
    """Take the second factor away."""
    gateway.post(f"{PATH}/removal", {"password": current_password(gateway), "code": asked_code()})
    if as_json:
        write_json({"enabled": False})
    else:
        console().say("The second factor is removed.")


def _print(codes: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        write_json({"recovery_codes": list(codes)})
        return
    for code in codes:
        console().say("{}", code)
    console(stderr=True).say("Each of these stands in once for a code. Keep them where the phone is not.")
