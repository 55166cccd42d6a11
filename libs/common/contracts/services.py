"""The services of the system as data: one list, from which everything that names services is made or checked."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SOURCE = Path(__file__).with_name("services.toml")


@dataclass(frozen=True, slots=True)
class Service:
    """One service; ``services.toml`` says what each field means."""

    name: str
    owns: str
    outbox: Literal["postgres", "mongodb"]
    stores: tuple[str, ...]
    routes: tuple[str, ...]
    exact: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()


def _read() -> dict[str, Service]:
    listed = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return {
        name: Service(name, **{key: tuple(value) if isinstance(value, list) else value for key, value in facts.items()})
        for name, facts in listed.items()
    }


SERVICES_BY_NAME: dict[str, Service] = _read()
SERVICES: tuple[str, ...] = tuple(SERVICES_BY_NAME)


def services_with(store: str) -> tuple[str, ...]:
    """The names of the services that keep data in ``store``, such as ``postgres`` or ``s3``."""
    return tuple(name for name, service in SERVICES_BY_NAME.items() if store in service.stores)
