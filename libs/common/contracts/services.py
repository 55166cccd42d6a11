"""The services of the system as data: one list, from which everything that names services is made or checked."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

SOURCE = Path(__file__).with_name("services.toml")


class Service(BaseModel):
    """One service; ``services.toml`` says what each field means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    owns: str
    team: str
    outbox: Literal["postgres", "mongodb"]
    stores: tuple[str, ...]
    listens: tuple[str, ...]
    also_emits: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    looks_at: tuple[str, ...] = ()
    routes: tuple[str, ...]
    exact: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    bodies_kib: dict[str, int] = {}


def _read() -> dict[str, Service]:
    listed = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return {name: Service.model_validate({"name": name, **facts}) for name, facts in listed.items()}


SERVICES_BY_NAME: dict[str, Service] = _read()
SERVICES: tuple[str, ...] = tuple(SERVICES_BY_NAME)


def services_with(store: str) -> tuple[str, ...]:
    """The names of the services that keep data in ``store``, such as ``postgres`` or ``s3``."""
    return tuple(name for name, service in SERVICES_BY_NAME.items() if store in service.stores)
