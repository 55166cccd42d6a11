"""Brands around a website: who they are, what a person decides about them, and reading answers again."""

import time
from collections.abc import Sequence
from typing import Any

from rich.table import Table

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, sentence, write_json
from brandmon_cli.shared.waiting import waiting
from brandmon_cli.sites.websites import website_of

Json = dict[str, Any]
LOOK_EVERY_S = 0.5
SHOWN = 40
_SEEMS = {
    "product": "a product",
    "marketplace": "a marketplace",
    "media": "media",
    "person": "a person",
    "place": "a place",
}


def show(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """Print the brands of a website, those in most answers first."""
    found = _brands(gateway, website_of(gateway, wanted)["id"])
    if as_json:
        write_json(found)
        return
    table = Table("brand", "answers naming it", "recommending it", "known as", title=f"{len(found)} brands")
    for brand in found[:SHOWN]:
        role = "yours" if brand["tracked"] else "rival" if brand["competitor"] else _seems(brand)
        named, recommended = str(brand["answers_naming"]), str(brand["answers_recommending"])
        table.add_row(brand["name"], named, recommended, role, style="" if brand["established"] else "dim")
    console().print(table)


def _seems(brand: Json) -> str:
    seems = _SEEMS.get(brand["kind"])
    return f"discovered, {seems}" if seems else "discovered"


def decide(gateway: Gateway, wanted: str, name: str, decision: Json, *, as_json: bool) -> None:
    """Make a decision about a brand by its name, and say how it stands now."""
    known = _brands(gateway, website_of(gateway, wanted)["id"])
    brand = _called(known, name)
    if decision["decision"] == "reject" and brand["tracked"]:
        raise Failure(f"{brand['name']} is your own brand: it is what is measured, so it can't be rejected.")
    if "into" in decision:
        decision = {**decision, "into": _called(known, decision["into"])["id"]}
    path = f"/v1/brands/{brand['id']}"
    version = gateway.get(path)["version"]
    after = gateway.post(f"{path}/decisions", {**decision, "version": version})
    if as_json:
        write_json(after)
        return
    other = next((each["name"] for each in known if each["id"] == after["merged_into"]), None)
    told = f"part of {other}" if other else after["standing"]
    console().say("{}: {}. Answers that are here are read by it after: brandmon reread {}", after["name"], told, wanted)


def read_again(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """Have the answers of a website read again by today's rules and decisions, and wait for the end."""
    job = gateway.post("/v1/rescorings", {"website_id": website_of(gateway, wanted)["id"]})
    out = console(stderr=as_json)
    with waiting(out, sentence("Reading the answers again ...")) as say:
        while job["status"] != "done":
            time.sleep(LOOK_EVERY_S)
            job = gateway.get(f"/v1/rescorings/{job['id']}")
            say(sentence("{} of {} answers are read again ...", job["done"], job["total"]))
    if as_json:
        write_json(job)
        return
    total, version, changed = job["total"], job["extractor_version"], job["changed"]
    out.say("{} answers were read as {}; {} had an older reading.", total, version, changed)


def _brands(gateway: Gateway, website_id: str) -> list[Json]:
    return list(gateway.items("/v1/brands", website_id=website_id))


def _called(brands: Sequence[Json], name: str) -> Json:
    for brand in brands:
        if name.casefold() in (brand["name"].casefold(), brand["id"]):
            return brand
    raise Failure(f"No brand of this website is called {name}. See: brandmon brands WEBSITE")
