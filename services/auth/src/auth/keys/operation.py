"""``python -m auth keys list|rotate [--revoke KID]``, for operators."""

import argparse
from collections.abc import Callable
from typing import Any

from auth.keys import store as key_store
from auth.keys.rotation import UnknownKey, rotate
from common.primitives.clock import SystemClock
from common.process.operations import Operation, OperationFailed, print_rows
from common.process.settings import PostgresSettings
from common.stores.postgres import Database

SecretOf = Callable[[Any], str]


def keys_operation(secret_of: SecretOf) -> Operation[PostgresSettings]:
    """The command; ``secret_of`` reads from the settings what private keys are sealed with."""

    async def run(settings: PostgresSettings, chosen: argparse.Namespace) -> int:
        database = Database(settings.database_url.get_secret_value(), service="auth", pool_size=1)
        try:
            if chosen.what == "rotate":
                done = await rotate(database, secret_of(settings), SystemClock(), revoke=chosen.revoke)
                row = {"signs": done.signs, "since": done.since, "withdrawn": done.withdrawn}
                print_rows([row], as_json=chosen.as_json, empty="")
                return 0
            async with database.system() as conn:
                keys = await key_store.listed(conn)
        except UnknownKey as error:
            raise OperationFailed(str(error)) from None
        finally:
            await database.dispose()
        rows = [{"key": each.kid, "signs_from": each.active_from, "withdrawn": each.revoked_at} for each in keys]
        print_rows(rows, as_json=chosen.as_json, empty="There is no signing key yet.")
        return 0

    return Operation("keys", "The keys that access tokens are signed with; let the next one sign.", _arguments, run)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["list", "rotate"])
    parser.add_argument("--revoke", metavar="KEY", help="withdraw this key, and void every token that it signed")
