"""``python -m auth operators add|remove|list``: the only way to become an operator of the platform."""

import argparse
import getpass
import sys

from auth.accounts import store as account_store
from auth.accounts.rules import read_email
from auth.operators import store as operator_store
from auth.revocations import store as revocation_store
from common.audit_log import note, service_actor
from common.contracts.message import NO_TENANT
from common.primitives.clock import SystemClock
from common.process.operations import Operation, OperationFailed, print_rows
from common.process.settings import PostgresSettings
from common.stores.postgres import Database


async def run(settings: PostgresSettings, chosen: argparse.Namespace) -> int:
    """The command."""
    database = Database(settings.database_url.get_secret_value(), service="auth", pool_size=1)
    try:
        if chosen.what == "list":
            async with database.system() as conn:
                rows = [
                    {"user": each.user_id, "email": each.email, "added_by": each.added_by, "added_at": each.added_at}
                    for each in await operator_store.listed(conn)
                ]
            print_rows(rows, as_json=chosen.as_json, empty="Nobody is an operator of the platform.")
            return 0
        if not chosen.email:
            raise OperationFailed("Say whose e-mail address.")
        changed = await change(database, chosen.what, chosen.email, by=getpass.getuser())
    finally:
        await database.dispose()
    sys.stdout.write("Done.\n" if changed else "Nothing to do: it was so before.\n")
    return 0


async def change(database: Database, what: str, email: str, *, by: str) -> bool:
    """Make somebody an operator (``add``) or none any more; False where it was so. ``OperationFailed``: no account."""
    known = read_email(email)
    async with database.begin(NO_TENANT) as tx:
        account = await account_store.account_by_email(tx.conn, known.key) if known else None
        if account is None:
            raise OperationFailed("Nobody has an account with this e-mail address.")
        if what == "add":
            changed = await operator_store.add(tx, account.user_id, by)
        else:
            changed = await operator_store.remove(tx, account.user_id)
        if changed and what == "remove":  # tokens that look everywhere must not go on for their ten minutes
            now = SystemClock().now()
            await revocation_store.revoke(tx, "user", account.user_id, now=now, reason="operator-removed")
        if changed:
            word = "operator.added" if what == "add" else "operator.removed"
            note(tx, service_actor(), word, account.user_id, by=by)
    return changed


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["add", "remove", "list"])
    parser.add_argument("email", nargs="?", help="of the account")


OPERATORS = Operation("operators", "Who may look into every organisation, and change nothing.", _arguments, run)
