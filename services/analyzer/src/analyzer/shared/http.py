"""What the routes of all features share."""

from typing import Annotated

from fastapi import Depends
from pydantic import BaseModel, ConfigDict

from common.http import provided
from common.primitives.clock import Clock
from common.stores.postgres import Database


class View(BaseModel):
    """What a route shows; a row's other columns stay behind."""

    model_config = ConfigDict(frozen=True, extra="ignore")


CurrentDatabase = Annotated[Database, Depends(provided(Database))]
CurrentClock = Annotated[Clock, Depends(provided(Clock))]
