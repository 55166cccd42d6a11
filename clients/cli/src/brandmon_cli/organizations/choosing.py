"""Organisations: listed, founded, and one chosen for the commands to come."""

from typing import Any

from rich.table import Table

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.gateway.identity import act_for, organization_of
from brandmon_cli.shared.output import console, data, write_json

Json = dict[str, Any]


def list_all(gateway: Gateway, *, as_json: bool) -> None:
    """Print the organisations one belongs to."""
    found = _own(gateway)
    used = _used(gateway, found)
    if as_json:
        write_json([{**each, "in_use": each["id"] == used} for each in found])
        return
    out = console()
    if not found:
        out.say("You belong to no organisation yet. Found one: brandmon organizations create NAME")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("", "name", "short name", "role", "id"):
        table.add_column(heading, overflow="fold")
    for each in found:
        mark = data("✓" if each["id"] == used else "", "green")
        table.add_row(mark, each["name"], each["slug"], each["role"], each["id"])
    out.show_table(table)
    if used is None:
        out.say("None of them is in use. Choose one: brandmon organizations use NAME")


def create(gateway: Gateway, name: str, *, as_json: bool) -> None:
    """Found an organisation; the first one is used at once."""
    first = not _own(gateway)
    founded: Json = gateway.post("/v1/organizations", {"name": name})
    act_for(gateway, founded["id"])
    if first:
        gateway.kept.choose(gateway.email, founded["id"])
    if as_json:
        write_json({**founded, "in_use": first})
    elif first:
        console().say("{} is founded ({}), and commands act for it.", founded["name"], founded["id"])
    else:
        console().say(
            "{} is founded ({}). Have commands act for it: brandmon organizations use {}",
            founded["name"], founded["id"], founded["id"],
        )  # fmt: skip


def use(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """Choose an organisation for the commands to come."""
    chosen = organization_of(_own(gateway), wanted)
    act_for(gateway, chosen["id"])
    gateway.kept.choose(gateway.email, chosen["id"])
    if as_json:
        write_json({**chosen, "in_use": True})
    else:
        console().say("Commands act for {} ({}) from now on.", chosen["name"], chosen["id"])


def _own(gateway: Gateway) -> list[Json]:
    return list(gateway.items("/v1/organizations"))


def _used(gateway: Gateway, found: list[Json]) -> str | None:
    """The id of the one that commands act for where nothing else is said."""
    chosen = gateway.kept.chosen(gateway.email)
    if chosen in [each["id"] for each in found]:
        return chosen
    return str(found[0]["id"]) if len(found) == 1 else None
