"""Webhooks as the gateway gives them."""

import time
from itertools import islice
from typing import Any

from rich.table import Table

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.gateway.problems import part_of_path
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, data, write_json

Json = dict[str, Any]
WAIT_S, POLL_S = 15.0, 0.5
"""A little more than a receiver is given to answer."""
STYLES = {"delivered": "green", "waiting": "yellow", "failed": "red"}


def list_all(gateway: Gateway, *, as_json: bool) -> None:
    """Print the webhooks."""
    found = list(gateway.items("/v1/webhooks"))
    if as_json:
        write_json(found)
        return
    if not found:
        console().say("There is no webhook yet. Add one: brandmon webhooks add URL")
        return
    table = _table("address", "told of", "state", "id")
    for each in found:
        state = "active" if each["is_active"] else f"disabled: {each['disabled_reason']}"
        if each["is_active"] and each["failing_since"]:
            state = f"failing since {each['failing_since'][:16]}"
        table.add_row(each["url"], ", ".join(each["events"]), state, each["id"])
    console().show_table(table)


def add(gateway: Gateway, url: str, events: list[str], *, as_json: bool) -> None:
    """Add a webhook, print its secret."""
    _told(gateway.post("/v1/webhooks", {"url": url, "events": events}), as_json=as_json)


def renew(gateway: Gateway, webhook: str, *, as_json: bool) -> None:
    """Replace a secret, print the new one."""
    _told(gateway.post(f"{_path(webhook)}/secret"), as_json=as_json)


def remove(gateway: Gateway, webhook: str, *, as_json: bool) -> None:
    """Remove a webhook."""
    gateway.delete(_path(webhook))
    if as_json:
        write_json({"id": webhook})
    else:
        console().say("Removed: {}", webhook)


def enable(gateway: Gateway, webhook: str, *, as_json: bool) -> None:
    """Make a webhook active."""
    own: Json = gateway.patch(_path(webhook), {"is_active": True})
    if as_json:
        write_json(own)
    else:
        console().say("{} is told of {} again.", own["url"], ", ".join(own["events"]))


def deliveries(gateway: Gateway, webhook: str, status: str | None, *, most: int, as_json: bool) -> None:
    """Print how the telling went."""
    path = f"{_path(webhook)}/deliveries"
    found = list(islice(gateway.items(path, delivery_status=status, limit=min(most, 100)), most))
    if as_json:
        write_json(found)
    elif found:
        _show(found)
    else:
        console().say("No delivery is like that.")


def replay(gateway: Gateway, webhook: str, delivery: str | None, since: str | None, *, as_json: bool) -> None:
    """Send one delivery again, or what failed since a moment; ``Failure`` (2) where it is not said which."""
    if (delivery is None) == (since is None):
        raise Failure("Say which: --delivery ID, or --since MOMENT for all that failed.", code=2)
    if delivery is not None:
        answer: Json = gateway.post(f"{_path(webhook)}/deliveries/{part_of_path(delivery)}/replay")
        number = 1
    else:
        answer = gateway.post(f"{_path(webhook)}/replay", {"since": since})
        number = answer["deliveries"]
    if as_json:
        write_json(answer)
    else:
        console().say("Sent again: {}. See: brandmon webhooks deliveries {}", number, webhook)


def try_out(gateway: Gateway, webhook: str, event: str, *, as_json: bool) -> None:
    """Send an example and wait for its end; ``Failure`` where it was not taken."""
    asked: Json = gateway.post(f"{_path(webhook)}/test", {"event": event})
    found = _ended(gateway, webhook, asked)
    if as_json:
        write_json(found)
    else:
        _show([found])
    if found["status"] != "delivered":
        raise Failure(f"The example was not taken: {found['reason'] or 'it still waits'}.")


def _ended(gateway: Gateway, webhook: str, asked: Json) -> Json:
    until = time.monotonic() + WAIT_S
    found = asked
    while found["status"] == "waiting" and time.monotonic() < until:
        time.sleep(POLL_S)
        newest = gateway.get(f"{_path(webhook)}/deliveries", limit=100)["items"]
        found = next((each for each in newest if each["id"] == asked["id"]), found)
    return found


def _told(made: Json, *, as_json: bool) -> None:
    if as_json:
        write_json(made)
        return
    out = console()
    out.say("{} is told of {} ({}).", made["url"], ", ".join(made["events"]), made["id"])
    out.say("Its secret, shown this once: {:bold}", made["secret"])


def _show(found: list[Json]) -> None:
    table = _table("when", "event", "status", "tries", "http", "ms", "reason", "id")
    for each in found:
        numbers = (str(each["attempts"]), str(each["http_status"] or ""), str("" if each["ms"] is None else each["ms"]))
        name = f"{each['event']} (example)" if each["is_test"] else each["event"]
        state = data(each["status"], STYLES.get(each["status"], ""))
        table.add_row(each["created_at"][:19], name, state, *numbers, each["reason"] or "", each["id"])
    console().show_table(table)


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _path(webhook: str) -> str:
    return f"/v1/webhooks/{part_of_path(webhook)}"
