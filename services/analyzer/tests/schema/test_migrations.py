"""The schema's way down and up again, on a database of its own."""

import pytest

from analyzer.shared.tables import metadata
from common.stores.postgres.tables import metadata as messaging
from common.testing.migrations import columns_of, down_and_up_again
from common.testing.postgres import DatabaseUrls

pytestmark = pytest.mark.engines


def test_the_tables_of_the_queries_are_those_of_the_migrations_which_go_down_to_nothing_and_up_again(
    empty_urls: DatabaseUrls,
) -> None:
    full = down_and_up_again("analyzer", empty_urls.owner)
    there = {each.removeprefix("r ") for each in full if each.startswith("r ")}
    for table in (*metadata.sorted_tables, *messaging.sorted_tables):
        assert {column.name for column in table.columns} == columns_of(table.name, full), table.name
        there.remove(table.name)
    assert there == {"alembic_version"}
