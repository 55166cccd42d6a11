"""What an audit asks, before and while it does; and how it is stopped."""

from typing import Any

from brandmon_cli.gateway.client import Gateway, is_id
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json
from brandmon_cli.sites.websites import website_of

Json = dict[str, Any]


def show(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """Print the conversations of an audit, or of the newest one of a website that planned any."""
    audit_id, planned = _planned(gateway, wanted)
    if as_json:
        write_json({"audit_id": audit_id, "conversations": planned})
        return
    out = console()
    customer = None
    for each in planned:
        if each["icp_name"] != customer:
            customer = each["icp_name"]
            out.print()
            out.say("{:bold}", customer)
        out.print()
        out.say("  {:dim}", _about(each))
        for prompt in each["prompts"]:
            mark = "›" if prompt["prompt_type"] == "primary" else " "
            out.say("  {} {}", mark, prompt["text"])
    out.print()
    out.say("{} conversations of audit {}.", len(planned), audit_id)


def cancel(gateway: Gateway, audit_id: str, *, as_json: bool) -> None:
    """Cancel an audit and say how it stands."""
    audit: Json = gateway.post(f"/v1/audits/{audit_id}/cancel")
    if as_json:
        write_json({"audit": audit})
        return
    ended = audit["ended_at"] is not None
    console().print(f"The audit has ended: {audit['status']}." if ended else "The audit is being stopped.")


def _planned(gateway: Gateway, wanted: str) -> tuple[str, list[Json]]:
    for audit_id in _audits(gateway, wanted):
        found = list(gateway.items(f"/v1/audits/{audit_id}/conversations"))
        if found:
            return audit_id, found
    raise Failure("Nothing has been planned yet.")


def _audits(gateway: Gateway, wanted: str) -> list[str]:
    """The audits to look at: the one with this id, else those of the website, the newest first."""
    if is_id(wanted):
        own = [each["id"] for each in gateway.items("/v1/audits", website_id=wanted)]
        return own or [wanted]
    website = website_of(gateway, wanted)
    return [each["id"] for each in gateway.items("/v1/audits", website_id=website["id"])]


def _about(conversation: Json) -> str:
    """Topic and reason, with the finding that the opening rests on."""
    rests_on = conversation.get("rests_on") or {}
    told = [conversation["topic"], conversation.get("reason"), rests_on.get("text") and f"from: {rests_on['text']}"]
    core = "core" if conversation["core"] else None
    return " · ".join(str(each) for each in (*told, core) if each)
