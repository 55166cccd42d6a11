"""Passkeys at the gateway. A browser adds them: a device answers a page, and nothing else."""

from typing import Any

from brandmon_cli.accounts.own import proof
from brandmon_cli.gateway.client import Gateway, id_of
from brandmon_cli.shared.output import console, write_json

Json = dict[str, Any]
PATH = "/v1/auth/passkeys"


def show(gateway: Gateway, *, as_json: bool) -> None:
    """Print the passkeys of the account."""
    items: list[Json] = list(gateway.items(PATH))
    if as_json:
        write_json({"items": items})
        return
    out = console()
    for each in items:
        used = f"used last {each['last_used_at']}" if each["last_used_at"] else "never used"
        out.say("{}  {:bold}  since {}, {}", each["id"], each["name"], each["created_at"], used)
    if not items:
        out.say("There is no passkey. A page of the web application adds one.")


def remove(gateway: Gateway, passkey: str, code: str | None, *, as_json: bool) -> None:
    """Take a passkey away; ``code`` where there is a second factor."""
    gateway.post(f"{PATH}/{id_of(passkey, 'account passkey')}/removal", proof(gateway, code))
    if as_json:
        write_json({"removed": passkey})
    else:
        console().say("The passkey {} is removed. Sessions that it began go on until they are ended.", passkey)
