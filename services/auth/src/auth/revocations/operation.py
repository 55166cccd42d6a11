"""``python -m auth revoke user|organization|session|member ID``: void access tokens by hand."""

import argparse
import sys
from uuid import UUID

from auth.revocations import store as revocation_store
from common.contracts.message import NO_TENANT
from common.primitives.clock import SystemClock
from common.process.operations import Operation, OperationFailed
from common.process.settings import PostgresSettings
from common.stores.postgres import Database

KINDS = {"user": 1, "organization": 1, "session": 1, "member": 2}
"""How many ids name a subject; a member is named by organisation and user."""


async def run(settings: PostgresSettings, chosen: argparse.Namespace) -> int:
    """The command."""
    try:
        ids = [UUID(each) for each in chosen.ids]
    except ValueError:
        raise OperationFailed("An id is a UUID.") from None
    if len(ids) != KINDS[chosen.kind]:
        raise OperationFailed(f"{chosen.kind} is named by {KINDS[chosen.kind]} id(s).")
    database = Database(settings.database_url.get_secret_value(), service="auth", pool_size=1)
    try:
        async with database.begin(NO_TENANT) as tx:
            await revocation_store.revoke(tx, chosen.kind, *ids, now=SystemClock().now(), reason="by-operator")
    finally:
        await database.dispose()
    sys.stdout.write("Void within two seconds: all access tokens that were issued up to now. Sessions go on.\n")
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=list(KINDS))
    parser.add_argument("ids", nargs="+", metavar="ID")


REVOKE = Operation("revoke", "Void the access tokens of somebody, at once and in every service.", _arguments, run)
