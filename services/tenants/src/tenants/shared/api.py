"""What every endpoint of tenants is given."""

from typing import Annotated

from fastapi import Depends

from common.http import provided
from common.primitives.clock import Clock
from common.stores.postgres import Database

Store = Annotated[Database, Depends(provided(Database))]
TheClock = Annotated[Clock, Depends(provided(Clock))]

UNKNOWN_ORGANIZATION = "There is no such organisation, or you do not belong to it."
