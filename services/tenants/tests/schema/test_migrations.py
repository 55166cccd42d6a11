"""The schema's way down and up again, on a database of its own."""

import pytest

from common.testing.migrations import down_and_up_again
from common.testing.postgres import DatabaseUrls

pytestmark = pytest.mark.engines


def test_the_schema_goes_down_to_nothing_and_up_again(empty_urls: DatabaseUrls) -> None:
    full = down_and_up_again("tenants", empty_urls.owner)
    assert {"r organizations", "r outbox", "p outbox"} <= full
