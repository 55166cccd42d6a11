"""API keys and service accounts as the gateway gives them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from rich.table import Table

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.gateway.problems import is_id
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json

Json = dict[str, Any]
KEYS, ACCOUNTS = "/v1/api-keys", "/v1/service-accounts"


def list_keys(gateway: Gateway, *, as_json: bool) -> None:
    """Print the organisation's keys."""
    found = list(gateway.items(KEYS))
    if as_json:
        write_json(found)
        return
    rows = [
        [each["name"], f"bmk_{each['prefix']}", ", ".join(each["scopes"]), each["expires_at"],
         each["last_used_at"] or "never", each["id"]]
        for each in found
    ]  # fmt: skip
    _show(("name", "begins with", "may", "ends", "last used", "id"), rows, "There are no keys.")


def create_key(
    gateway: Gateway, name: str, scopes: Sequence[str], days: int | None, account: str | None, *, as_json: bool
) -> None:
    """Make a key and print it, once."""
    body: Json = {"name": name, "scopes": list(scopes)}
    if days is not None:
        body["expires_at"] = (datetime.now(UTC) + timedelta(days=days)).isoformat()
    if account is not None:
        body["service_account_id"] = _found(gateway, ACCOUNTS, account)["id"]
    made: Json = gateway.post(KEYS, body)
    if as_json:
        write_json(made)
        return
    console().say("{}", made["key"])
    console(stderr=True).say(
        "This is the only time that the key is shown; it ends {}. Use it: BRANDMON_API_KEY=... brandmon ...",
        made["expires_at"],
    )


def revoke_key(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """End a key: by its id, its beginning or its name."""
    key = _found(gateway, KEYS, wanted)
    gateway.delete(f"{KEYS}/{key['id']}")
    if as_json:
        write_json({**key, "revoked": True})
        return
    console().say("The key {} is revoked.", key["name"])


def list_accounts(gateway: Gateway, *, as_json: bool) -> None:
    """Print the organisation's service accounts."""
    found = list(gateway.items(ACCOUNTS))
    if as_json:
        write_json(found)
        return
    rows = [[each["name"], each["role"], each["created_at"], each["id"]] for each in found]
    _show(("name", "role", "made", "id"), rows, "There are no service accounts.")


def create_account(gateway: Gateway, name: str, role: str, *, as_json: bool) -> None:
    """Make a service account."""
    made: Json = gateway.post(ACCOUNTS, {"name": name, "role": role})
    if as_json:
        write_json(made)
    else:
        console().say(
            "{} is made ({}). Its first key: brandmon keys create NAME --scope figures:read --service-account {}",
            made["name"], made["id"], made["id"],
        )  # fmt: skip


def remove_account(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """End a service account with its keys."""
    account = _found(gateway, ACCOUNTS, wanted)
    gateway.delete(f"{ACCOUNTS}/{account['id']}")
    if as_json:
        write_json({**account, "removed": True})
        return
    console().say("{} is removed, and its keys with it.", account["name"])


def _found(gateway: Gateway, path: str, wanted: str) -> Json:
    """The one with this id, name, or beginning of a key; an id that the list lacks is asked for all the same."""
    found = [
        each
        for each in gateway.items(path)
        if wanted in (each["id"], each["name"]) or wanted.startswith(f"bmk_{each.get('prefix', '?')}")
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise Failure(f"Several are called {wanted}: say which by its id.")
    if is_id(wanted):
        return {"id": wanted, "name": wanted}
    raise Failure(f"There is none that is called {wanted}.")


def _show(headings: Sequence[str], rows: Sequence[Sequence[str]], nothing: str) -> None:
    if not rows:
        console().say("{}", nothing)
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().show_table(table)
