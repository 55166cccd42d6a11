"""Organisations renamed, closed, opened again, left."""

from typing import Any

from rich.text import Text

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.gateway.identity import act_for, organization_of
from brandmon_cli.shared.output import console, sentence, write_json

Json = dict[str, Any]


def rename(gateway: Gateway, name: str, *, as_json: bool) -> None:
    """Rename the one that the session acts for."""
    renamed: Json = gateway.patch(f"/v1/organizations/{gateway.organization_id}", {"name": name})
    _say(renamed, sentence("It is called {} now.", renamed["name"]), as_json=as_json)


def close(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """Close one of one's own."""
    chosen = _one_of_own(gateway, wanted)
    act_for(gateway, chosen["id"])
    closed: Json = gateway.delete(f"/v1/organizations/{chosen['id']}")
    told = closed["name"], closed["erase_after"], closed["id"]
    said = sentence("{} is closed. Until {} it can be opened again: brandmon organizations restore {}", *told)
    _say(closed, said, as_json=as_json)


def erasure(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """Tell how the end of one of one's own stands."""
    chosen = _one_of_own(gateway, wanted)
    stands: Json = gateway.get(f"/v1/organizations/{chosen['id']}/erasure")
    if as_json:
        write_json(stands)
        return
    told = {
        "open": sentence("{} is open.", chosen["name"]),
        "closing": sentence("{} is closed, and is erased after {}.", chosen["name"], stands["erase_after"]),
    }
    erasing = sentence("{} is being erased since {}; {} has not answered yet.", chosen["name"], stands["began_at"],
                       stands["waits_for"] or "nobody")  # fmt: skip
    console().print(told.get(stands["status"], erasing), soft_wrap=True)
    for part in stands["parts"]:
        console().say("{} {} {}", f"{part['step']:<20}", f"{part['service']:<10}", part["status"])


def restore(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """Open a closed one again."""
    opened: Json = gateway.post(f"/v1/organizations/{_one_of_own(gateway, wanted)['id']}/restoration")
    _say(opened, sentence("{} is open again.", opened["name"]), as_json=as_json)


def leave(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """Leave one."""
    chosen = _one_of_own(gateway, wanted)
    gateway.delete(f"/v1/organizations/{chosen['id']}/membership")
    _say(chosen, sentence("You belong to {} no longer.", chosen["name"]), as_json=as_json)


def _one_of_own(gateway: Gateway, wanted: str) -> Json:
    return organization_of(list(gateway.items("/v1/organizations")), wanted)


def _say(answer: Json, said: Text, *, as_json: bool) -> None:
    if as_json:
        write_json(answer)
    else:
        console().print(said, soft_wrap=True)
