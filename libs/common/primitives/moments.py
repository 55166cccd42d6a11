"""Moments that somebody gives us: with a zone, in the years that the system can have to do with, told in UTC."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def bounded(moment: datetime) -> datetime:
    """The moment in UTC. ``ValueError`` for one that is out of bounds, or that UTC has no year for."""
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        in_utc = datetime.min.replace(tzinfo=UTC)
    if not EARLIEST <= in_utc < LATEST:
        raise ValueError(f"A moment lies between the years {EARLIEST.year} and {LATEST.year}")
    return in_utc


Moment = Annotated[AwareDatetime, AfterValidator(bounded)]
