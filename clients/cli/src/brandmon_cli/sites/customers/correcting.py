"""The customers of a website from the outside: shown, spoken of, and who said what of one."""

from typing import Any

from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json
from brandmon_cli.sites.customers import drawing
from brandmon_cli.sites.customers.saying import Wanted, customer, facts_of, numbered
from brandmon_cli.sites.views import Who
from brandmon_cli.sites.websites import website_of

Json = dict[str, Any]


def show(gateway: Gateway, wanted: str, who: Who, *, as_json: bool) -> None:
    """Print the customers that stand, and those that people paused or added since."""
    website = website_of(gateway, wanted)
    icps = list(gateway.items("/v1/icps", website_id=website["id"]))
    if not icps:
        raise Failure(f"No audit of {website['url']} has planned customers yet. Start one: brandmon audit {wanted}")
    audit, conversations = _planned(gateway, website["id"])
    counted = [{**each, "conversations": drawing.counted(each, conversations)} for each in icps]
    if as_json:
        write_json({"audit_id": audit and audit["id"], "icps": counted})
        return
    console().print(drawing.picture(audit, numbered(counted), who))


def say(gateway: Gateway, website: str, wanted: Wanted, who: Who, *, as_json: bool) -> None:
    """Say something of a customer, and print how it stands."""
    facts = facts_of(wanted)
    assert facts is not None, "whoever only looks is shown"
    site = website_of(gateway, website)
    meanwhile = False
    if wanted.called is None:
        icp: Json = gateway.post("/v1/icps", {"website_id": site["id"], "facts": facts})
    else:
        try:
            icp = _patch(gateway, site["id"], wanted.called, facts)
        except GatewayProblem as problem:
            if problem.type != "icp-changed":
                raise
            icp, meanwhile = _patch(gateway, site["id"], wanted.called, facts), True
    if as_json:
        write_json(icp)
        return
    out = console()
    number = next(place for place, each in _known(gateway, site["id"]).items() if each["id"] == icp["id"])
    out.print(drawing.one(number, icp, who))
    if meanwhile:
        out.print("Somebody else had said something meanwhile; yours was said after it.")
    if icp["pending"]:
        out.say("The next audit follows it: brandmon audit {}", website)


def history(gateway: Gateway, wanted: str, called: str, who: Who, *, as_json: bool) -> None:
    """Print who said what of a customer when."""
    icp = customer(_known(gateway, website_of(gateway, wanted)["id"]), called)
    entries = list(gateway.items(f"/v1/icps/{icp['id']}/facts"))
    if as_json:
        write_json(entries)
    elif entries:
        console().print(drawing.trail(entries, who))
    else:
        console().print("Nobody has said anything of this customer: it is as it was planned.")


def _patch(gateway: Gateway, website_id: str, called: str, facts: Json) -> Json:
    icp = customer(_known(gateway, website_id), called)
    changed: Json = gateway.patch(f"/v1/icps/{icp['id']}", {"revision": icp["revision"], "facts": facts})
    return changed


def _known(gateway: Gateway, website_id: str) -> dict[int, Json]:
    return numbered(list(gateway.items("/v1/icps", website_id=website_id)))


def _planned(gateway: Gateway, website_id: str) -> tuple[Json | None, list[Json]]:
    """The newest audit that planned customers, and its conversations."""
    for audit in gateway.items("/v1/audits", website_id=website_id):
        if any(gateway.items(f"/v1/audits/{audit['id']}/icps")):
            return audit, list(gateway.items(f"/v1/audits/{audit['id']}/conversations"))
    return None, []
