"""``python -m tenants flags set ID FEATURE on|off``: for operators of the platform."""

import argparse
import json
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from common.process.operations import Operation, OperationFailed, print_rows
from common.process.settings import ServiceSettings
from tenants.organizations.flags.store import FEATURE, LONGEST_NAME, Flag

T = TypeVar("T", bound=ServiceSettings)


def flags_operation(hold: Callable[[T, UUID, Flag], Awaitable[bool]]) -> Operation[T]:
    """``hold`` sets a feature, and says whether there is such an organisation."""

    async def run(settings: T, chosen: argparse.Namespace) -> int:
        wanted = Flag(chosen.feature, chosen.state == "on", chosen.config, held=not chosen.free)
        if not await hold(settings, chosen.organization, wanted):
            raise OperationFailed("There is no such organisation.")
        row = {"organization_id": chosen.organization, "feature": wanted.name, "state": chosen.state}
        print_rows([row | {"held": wanted.held}], as_json=chosen.as_json, empty="")
        return 0

    return Operation("flags", "Switch a feature of an organisation on or off.", _asked, run)


def _asked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["set"])
    parser.add_argument("organization", type=UUID, metavar="ID")
    parser.add_argument("feature", type=_feature)
    parser.add_argument("state", choices=["on", "off"])
    parser.add_argument("--config", type=_config, default={}, metavar="JSON", help="an object the feature reads")
    parser.add_argument("--free", action="store_true", help="the organisation may change it itself")


def _feature(text: str) -> str:
    if len(text) > LONGEST_NAME or re.fullmatch(FEATURE, text) is None:
        raise argparse.ArgumentTypeError("a feature is a word in lower case, with dots or hyphens")
    return text


def _config(text: str) -> dict[str, object]:
    try:
        config = json.loads(text)
    except ValueError:
        config = None
    if not isinstance(config, dict):
        raise argparse.ArgumentTypeError("a config is a JSON object")
    return config
