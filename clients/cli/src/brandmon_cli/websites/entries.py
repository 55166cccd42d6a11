"""Websites: shown in a list, given another name, and deleted once somebody has named what is to go."""

from typing import Any

from rich.table import Table

from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json
from brandmon_cli.sites.asking import Person, person_at
from brandmon_cli.sites.websites import website_of

Json = dict[str, Any]


def list_all(gateway: Gateway, *, as_json: bool) -> None:
    """Print the websites, the newest first."""
    found = list(gateway.items("/v1/websites"))
    if as_json:
        write_json(found)
        return
    if not found:
        console().say("There is no website yet. Begin with: brandmon audit https://example.com")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("domain", "name", "status", "last read", "id"):
        table.add_column(heading, overflow="fold")
    for each in found:
        read = (each["last_scraped_at"] or "never")[:10]
        table.add_row(each["domain"], each["name"] or "", each["status"], read, each["id"])
    console().show_table(table)


def rename(gateway: Gateway, wanted: str, name: str, *, as_json: bool) -> None:
    """Give a website another name, or none."""
    website = website_of(gateway, wanted)
    renamed: Json = gateway.patch(f"/v1/websites/{website['id']}", {"name": name or None})
    if as_json:
        write_json(renamed)
    elif renamed["name"]:
        console().say("{} is called {} now.", renamed["domain"], renamed["name"])
    else:
        console().say("{} has no name now.", renamed["domain"])


def delete(gateway: Gateway, wanted: str, confirmed: str | None, *, cancel: bool, as_json: bool) -> None:
    """Delete a website; ``Failure`` (2) where its domain was not given, or another one was."""
    website = website_of(gateway, wanted)
    domain = website["domain"]
    typed = _asked(person_at(console()), domain) if confirmed is None else confirmed
    if typed.strip().lower() != domain:
        raise Failure(f"Nothing was deleted: {typed.strip() or 'an empty line'} is not {domain}.", code=2)
    query = "?cancel=true" if cancel else ""
    try:
        gone: Json = gateway.delete(f"/v1/websites/{website['id']}{query}")
    except GatewayProblem as problem:
        if problem.type != "audit-running":
            raise
        audit = problem.body.get("audit_id", "")
        raise Failure(
            f"An audit of {domain} runs. Cancel it first (brandmon cancel {audit}), or add --cancel.", code=1
        ) from None
    if as_json:
        write_json({**website, **gone})
    else:
        console().say("{} is deleted. What was made of it is erased by {}.", domain, gone["erase_by"][:10])


def _asked(person: Person | None, domain: str) -> str:
    if person is None:
        raise Failure(f"Nobody is here to be asked: say --confirm {domain}", code=2)
    console().say("This deletes {} with everything that was ever measured of it. There is no way back.", domain)
    try:
        return person.answer(f"Type {domain} to go on: ")
    except EOFError:
        return ""
