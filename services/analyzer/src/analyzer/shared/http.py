"""What the routes of all features share."""

from typing import Annotated

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict

from common.postgres import Database


class View(BaseModel):
    """What a route shows; a row's other columns stay behind."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


CurrentDatabase = Annotated[Database, Depends(_database)]
