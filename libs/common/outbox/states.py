"""``python -m <service> states announce``: the present of all that a service's state topic tells of, again."""

import argparse
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

from common.process.operations import Operation, print_rows
from common.process.settings import ServiceSettings

T = TypeVar("T", bound=ServiceSettings)


def states_operation(service: str, announce: Callable[[T, bool], Awaitable[int]]) -> Operation[T]:
    """The command of ``service``; ``announce`` gets whether to announce every state, and says how many it did.

    Things of before their topic are announced by their next change at the latest, all at once by this command; with
    ``--all`` after a broker lost its topics, and after an update during which both releases changed things.
    """

    async def run(settings: T, chosen: argparse.Namespace) -> int:
        announced = await announce(settings, chosen.every)
        if chosen.as_json:
            print_rows([{"service": service, "announced": announced}], as_json=True, empty="")
        else:
            sys.stdout.write(f"{service}: {announced:,} states announced.\n")
        return 0

    return Operation("states", "Announce what was never announced on the state topic.", _arguments, run)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["announce"])
    parser.add_argument("--all", action="store_true", dest="every", help="every state, after a broker lost its topics")
