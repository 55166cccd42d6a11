"""No query leaves without its tenant."""

import pytest

from analytics.shared.tenancy import TABLES, UnscopedQuery, scoped

pytestmark = pytest.mark.pure


def test_every_table_of_a_query_is_cut_down_to_the_tenant_and_read_without_repetition() -> None:
    sql = scoped("SELECT a.provider FROM $answers AS a JOIN $brand_state_facts AS s USING response_id")
    assert sql == (
        "SELECT a.provider FROM (SELECT * FROM answers FINAL WHERE tenant_id = {tenant:UUID}) AS a"
        " JOIN (SELECT * FROM brand_state_facts FINAL WHERE tenant_id = {tenant:UUID}) AS s USING response_id"
    )


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count() FROM answers",
        "SELECT count() FROM $answers JOIN brand_state_facts USING response_id",
        "SELECT count() FROM $answers, share_of_voice",
        "SELECT 1 WHERE 1 IN (SELECT turn FROM answers)",
        "SELECT count() FROM $answers UNION ALL SELECT count() FROM system.parts",
        "INSERT INTO answers SELECT * FROM $answers",
        "SELECT * FROM $users",
        "SELECT 1",
    ],
)
def test_a_query_that_would_read_other_rows_is_refused(sql: str) -> None:
    with pytest.raises(UnscopedQuery):
        scoped(sql)


def test_every_table_of_the_migrations_with_a_tenant_is_known_to_the_guard() -> None:
    from analytics.shared.schema import migrations

    created = {
        statement.split()[2] for step in migrations() for statement in step.up if statement.startswith("CREATE TABLE")
    }
    assert created == TABLES
