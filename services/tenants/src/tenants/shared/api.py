"""What every endpoint of tenants is given."""

from typing import Annotated

from fastapi import Depends, Request

from common.postgres import Database


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


Store = Annotated[Database, Depends(_database)]

UNKNOWN_ORGANIZATION = ("organisation-not-found", "There is no such organisation, or you do not belong to it.")
