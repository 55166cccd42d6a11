"""``python -m tenants organizations suspend|resume ID``: for operators of the platform."""

import argparse
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from common.process.operations import Operation, OperationFailed, print_rows
from common.process.settings import ServiceSettings

T = TypeVar("T", bound=ServiceSettings)
LONGEST_REASON = 500


def organizations_operation(act: Callable[[T, str, UUID, str], Awaitable[bool]]) -> Operation[T]:
    """``act`` gets what to do, the organisation and the reason, and says whether anything changed."""

    async def run(settings: T, chosen: argparse.Namespace) -> int:
        if chosen.what == "suspend" and not chosen.reason:
            raise OperationFailed("Say why it is suspended: --reason TEXT.")
        if not await act(settings, chosen.what, chosen.organization, chosen.reason[:LONGEST_REASON]):
            raise OperationFailed(f"Nothing to {chosen.what}: there is no such organisation, or it is so already.")
        row = {"organization_id": chosen.organization, "done": chosen.what}
        print_rows([row], as_json=chosen.as_json, empty="")
        return 0

    return Operation("organizations", "Suspend an organisation, so that nobody acts for it, or resume it.", _asked, run)


def _asked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["suspend", "resume"])
    parser.add_argument("organization", type=UUID, metavar="ID")
    parser.add_argument("--reason", default="", help="why it is suspended: kept beside it, told to nobody else")
