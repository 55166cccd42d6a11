"""Neo4j's free edition knows one database and no roles: what can be asked for is that nobody enters without proof."""

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ClientError

from brandmon_local import Stack

pytestmark = pytest.mark.connected


@pytest.mark.parametrize("login", [None, ("neo4j", "neo4j"), ("neo4j", ""), ("analyzer", "SECRET")])
def test_nobody_enters_without_proof(neo4j: Stack, login: tuple[str, str] | None) -> None:
    address = neo4j.urls.neo4j
    if login is not None:
        login = (login[0], login[1].replace("SECRET", address.password))
    with GraphDatabase.driver(address.url, auth=login) as driver, pytest.raises((AuthError, ClientError)):
        driver.execute_query("MATCH (n) RETURN count(n)")


def test_the_password_is_on_no_command_line_and_in_no_log(neo4j: Stack) -> None:
    logs = (neo4j.directory / "logs").glob("*")
    assert not [log.name for log in logs if neo4j.secrets["neo4j"] in log.read_text(errors="replace")]
    assert not (neo4j.directory / "neo4j" / "conf" / ".first-password").exists()
