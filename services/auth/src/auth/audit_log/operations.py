"""``python -m auth audit-log verify|root``: for operators, over all organisations."""

import argparse
import sys
from collections.abc import Callable
from typing import Any, Protocol

from pydantic import SecretStr

from auth.audit_log.keeper import Keeper
from auth.audit_log.proof.anchors import Anchor
from auth.audit_log.proof.verifying import Findings, evidence, reading_of, verify
from auth.keys.ring import KeyRing
from auth.keys.signing_keys import WrongSecretError
from common.primitives.clock import SystemClock
from common.process.operations import Operation, OperationFailed, print_rows
from common.stores.postgres import UnitOfWork


class Settings(Protocol):
    """What the command needs of auth's settings."""

    @property
    def database_url(self) -> SecretStr: ...  # noqa: D102
    @property
    def key_encryption_secret(self) -> SecretStr: ...  # noqa: D102


def audit_log_operation(anchor_of: Callable[[Any], Anchor]) -> Operation[Any]:
    """The command; ``anchor_of`` the settings is where roots lie outside."""

    async def run(settings: Settings, chosen: argparse.Namespace) -> int:
        unit, secret = (
            UnitOfWork(settings.database_url.get_secret_value(), service="auth"),
            settings.key_encryption_secret.get_secret_value(),
        )
        try:
            if chosen.what == "root":
                return await _root(Keeper(unit, KeyRing(unit, secret, SystemClock()), anchor_of(settings)), chosen)
            return _told(await verify(reading_of(unit), await evidence(unit, anchor_of(settings), secret)), chosen)
        except WrongSecretError as error:
            raise OperationFailed(f"{error}.") from None
        finally:
            await unit.dispose()

    return Operation(
        "audit-log", "Verify the audit log of all organisations; make a root before its hour.", _arguments, run
    )


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify", "root"])


async def _root(keeper: Keeper, chosen: argparse.Namespace) -> int:
    root = await keeper.turn(root_now=True)
    rows = [{"root": root.number, "sha256": root.digest}] if root else []
    print_rows(rows, as_json=chosen.as_json, empty="Every entry is covered by a root.")
    return 0


def _told(found: Findings, chosen: argparse.Namespace) -> int:
    summary = {
        "sound": found.is_sound, "organizations": found.organizations, "entries": found.entries, "roots": found.roots,
        "anchored": found.anchored, "faults": len(found.faults),
    }  # fmt: skip
    print_rows([summary], as_json=chosen.as_json, empty="")
    sys.stderr.writelines(f"{fault}\n" for fault in found.faults)
    return 0 if found.is_sound else 1
