"""Clients as commands find them: by name or id, archived ones too."""

from typing import Any

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.organizations.within.showing import one_of

Json = dict[str, Any]


def all_clients(gateway: Gateway) -> list[Json]:
    """Every client, archived ones last."""
    return [*gateway.items("/v1/clients"), *gateway.items("/v1/clients", archived="true")]


def client_of(gateway: Gateway, wanted: str) -> Json:
    """The client of this name or id."""
    return one_of(all_clients(gateway), wanted, "name", "client")


def client_id_of(gateway: Gateway, wanted: str | None) -> str | None:
    """The id of a client that is named; None where none is."""
    return None if wanted is None else str(client_of(gateway, wanted)["id"])
