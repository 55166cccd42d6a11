"""The rules, read and checked."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SOURCE = Path(__file__).with_name("rules.toml")
Positive = Annotated[int, Field(gt=0)]


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Seconds(_Rule):
    """How long what may take."""

    headers: Positive
    request: Positive
    answer: Positive
    description: Positive
    idle_stream: Positive
    idle_connection: Positive
    drain: Positive


class Sizes(_Rule):
    """How large the head of a request may be."""

    header_kib: Positive
    header_count: Positive


class Limit(_Rule):
    """A token bucket: ``burst`` requests at once, refilled by ``per_second``."""

    burst: Positive
    per_second: Positive


class RouteLimit(_Rule):
    """At most so many requests a minute to one path, counted by the client's address or by the tenant."""

    path: str
    by: Literal["address", "tenant"]
    per_minute: Positive


class Limits(_Rule):
    """How many requests who may send."""

    local_factor: Positive
    everybody: Limit
    address: Limit
    tenant: Limit
    routes: tuple[RouteLimit, ...]


class Circuits(_Rule):
    """What is not sent to a service any more."""

    connections: Positive
    waiting: Positive
    requests: Positive
    retries: Positive
    faults_in_a_row: Positive
    left_out_seconds: Positive
    left_out_percent: Annotated[int, Field(gt=0, le=100)]


class Cors(_Rule):
    """What pages of other origins may ask."""

    methods: tuple[str, ...]
    headers: tuple[str, ...]
    exposed: tuple[str, ...]
    seconds: Positive


class Identity(_Rule):
    """Headers that pretend to say who somebody is."""

    removed: tuple[str, ...]


class Rules(_Rule):
    """All rules; ``rules.toml`` says what each means."""

    seconds: Seconds
    sizes: Sizes
    limits: Limits
    circuits: Circuits
    cors: Cors
    headers: dict[str, str]
    identity: Identity


RULES = Rules.model_validate(tomllib.loads(SOURCE.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Place:
    """Where one gateway stands: its own ports, those of the services by name, and what differs from place to place.

    ``origins``: of web pages that may ask. ``proof``: what the gateway shows to services so that they believe the
    address it tells, None where nobody asks. ``factor``: how many times wider limits by address and tenant are.
    """

    port: int
    admin_port: int
    services: dict[str, int]
    origins: tuple[str, ...] = ()
    proof: str | None = field(default=None, repr=False)
    factor: int = 1
