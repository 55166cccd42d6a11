"""Operations asked by callers who must not be answered: what ``test_every_operation`` does, of a few."""

from collections.abc import Sequence

from ..asking.callers import Caller
from ..asking.judging import leaks, sent, wrong
from ..asking.requests import Operation
from ..asking.tokens import Holder, token_of
from ..asking.world import World
from ..planted.hole import Probe

OTHER = "another organisation's owner"


def asked(caller: str, *operations: str) -> Probe:
    """The rules of ``asking/callers.py`` for one caller and some operations."""

    async def probe(world: World) -> Sequence[str]:
        known = {str(each) for each in world.operations}
        assert known >= set(operations), "an operation that is asked here is none"

        def chosen(operation: Operation, who: Caller) -> bool:
            return who.name == caller and str(operation) in operations

        return [f"{where}: {what}" for where, what in (await wrong(world, chosen)).items()]

    return probe


def asked_after_the_owner(*operations: str) -> Probe:
    """Another organisation's owner asks for what its owner was shown a moment ago: of a memory he must see nothing."""

    async def probe(world: World) -> Sequence[str]:
        found = []
        for operation in world.operations:
            if str(operation) in operations:
                request = operation.request(world.theirs.ids)
                for own in (world.theirs, world.mine):
                    token = await token_of(world.ring, Holder(own.side.owner, own.side.tenant))
                    answer = await sent(world, request, {"Authorization": f"Bearer {token}"})
                    if own is world.theirs:
                        assert answer.is_success, f"{operation}: {answer.status_code}"
                    else:
                        found += [f"{operation} tells {leak}" for leak in leaks(answer, request, world.theirs)]
        return found

    return probe
