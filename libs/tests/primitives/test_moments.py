"""Moments that somebody gives: with a zone, within bounds, in UTC."""

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from common.primitives.moments import Moment

pytestmark = pytest.mark.pure
MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


@pytest.mark.parametrize(
    "text",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1969-12-31T23:59:59Z", "2200-01-01T00:00:00Z",
     "1970-01-01T00:00:00+01:00", "2026-01-01T00:00:00", "2026-02-30T00:00:00Z", "now", ""],
)  # fmt: skip
def test_a_moment_out_of_bounds_or_without_a_zone_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        MOMENT.validate_json(f'"{text}"')


def test_a_moment_is_told_in_utc() -> None:
    assert MOMENT.validate_json('"2026-03-01T01:00:00+02:00"') == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert MOMENT.validate_json('"2026-03-01T01:00:00+02:00"').tzinfo is UTC
