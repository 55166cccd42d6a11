"""The schema's way down and up again, on a database of its own."""

import pytest

from analyzer.shared.tables import metadata
from common.exports.tables import metadata as exports
from common.stores.postgres.tables import metadata as messaging
from common.testing.migrations import columns_of, down_and_up_again
from common.testing.postgres import DatabaseUrls

pytestmark = pytest.mark.engines
OF_SAGAS = {"sagas", "saga_deadlines", "saga_history"}
"""Tables of those who run sagas: they stand beside messaging's wherever something in the process has imported them."""


def test_the_tables_of_the_queries_are_those_of_the_migrations_which_go_down_to_nothing_and_up_again(
    empty_urls: DatabaseUrls,
) -> None:
    full = down_and_up_again("analyzer", empty_urls.owner)
    there = {each.removeprefix("r ") for each in full if each.startswith("r ")}
    shared = [table for table in messaging.sorted_tables if table.name not in OF_SAGAS]
    for table in (*metadata.sorted_tables, *exports.sorted_tables, *shared):
        assert {column.name for column in table.columns} == columns_of(table.name, full), table.name
        there.remove(table.name)
    assert there == {"alembic_version"}
