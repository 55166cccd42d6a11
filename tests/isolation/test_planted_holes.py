"""Holes are planted, one at a time, and each is found: what finds nothing in the services finds it in them.

A run of all tests plants some, ``make security`` every one.
"""

import os
from collections.abc import Sequence
from typing import Any

import pytest

from .asking.world import World
from .planted import doors, rights, stores, tokens
from .planted.hole import Hole
from .probes import doors as at_doors
from .probes import organizations, schemas
from .probes import stores as in_stores

pytestmark = [pytest.mark.engines, pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(1800)]
WHOLE = os.environ.get("BRANDMON_WHOLE") == "1"
HOLES: Sequence[Hole] = (*tokens.HOLES, *rights.HOLES, *stores.HOLES, *doors.HOLES)
PLANTED = [each for each in HOLES if WHOLE or each.usual]
PROBES: Sequence[Any] = (
    schemas.row_security, schemas.statements, organizations.switching,
    in_stores.graph, in_stores.facts, in_stores.keys, in_stores.pool, in_stores.emitted, in_stores.taken_together,
    at_doors.forwarded, at_doors.signatures, at_doors.api_keys, at_doors.promotion, at_doors.inner_addresses,
    at_doors.repeated, at_doors.features,
)  # fmt: skip
AT_LEAST = 25


async def test_there_are_enough_holes_and_no_two_of_a_name() -> None:
    assert len({each.name for each in HOLES}) == len(HOLES) >= AT_LEAST


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.__name__)
async def test_the_services_have_no_hole_that_is_looked_for(world: World, probe: Any) -> None:
    assert not await probe(world)


@pytest.mark.parametrize("hole", PLANTED, ids=lambda hole: hole.name)
async def test_a_hole_is_found_while_it_is_there(world: World, hole: Hole) -> None:
    async with hole.plant(world):
        found = await hole.probe(world)
    assert found, f"{hole.name}: nobody would notice"
    assert not await hole.probe(world), "it is gone again"
