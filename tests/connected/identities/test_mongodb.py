"""What collector may not do in MongoDB, it can't: tried with what its own process is told."""

from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from brandmon_local import Stack

from .conftest import Told

pytestmark = pytest.mark.connected
DENIED = (13, 8000, 18)
"""Unauthorized, and two ways in which a log-in fails."""


def denied(error: OperationFailure) -> bool:
    return error.code in DENIED


@pytest.mark.parametrize(
    ("database", "command"),
    [
        ("collector", {"collMod": "outbox", "validator": {}}), ("collector", {"dropDatabase": 1}),
        ("collector", {"createUser": "mine", "pwd": "p", "roles": []}), ("admin", {"listDatabases": 1, "filter": {}}),
        ("admin", {"find": "system.users"}), ("other", {"insert": "things", "documents": [{"a": 1}]}),
        ("other", {"find": "things"}), ("admin", {"replSetGetConfig": 1}), ("admin", {"shutdown": 1}),
        ("admin", {"setParameter": 1, "logLevel": 5}), ("local", {"find": "oplog.rs"}),
    ],
)  # fmt: skip
def test_collector_keeps_to_rows_of_its_own_database(told: Told, database: str, command: dict[str, Any]) -> None:
    with MongoClient[dict[str, Any]](told("collector").mongo_url) as client:
        if "listDatabases" in command:
            assert {each["name"] for each in client[database].command(command)["databases"]} <= {"collector"}
            return
        with pytest.raises(OperationFailure) as failure:
            client[database].command(command)
        assert denied(failure.value)


def test_collector_reads_and_writes_its_own(told: Told) -> None:
    with MongoClient[dict[str, Any]](told("collector").mongo_url) as client:
        things = client["collector"]["things"]
        things.insert_one({"_id": 1})
        assert things.find_one() == {"_id": 1}
        things.drop()


def test_the_connectors_user_reads_the_outbox_and_nothing_else(guarded: Stack) -> None:
    with MongoClient[dict[str, Any]](guarded.urls.mongo("collector_cdc")) as client:
        assert client["collector"]["outbox"].find_one() is None
        for act in (
            client["collector"]["websites"].find_one,
            lambda: client["collector"]["outbox"].insert_one({"a": 1}),
            lambda: client["collector"]["outbox"].delete_many({}),
            client["other"]["things"].find_one,
            client["local"]["oplog.rs"].find_one,
            lambda: client["collector"].watch().try_next(),
        ):
            with pytest.raises(OperationFailure) as failure:
                act()
            assert denied(failure.value)


@pytest.mark.parametrize("who", ["", "collector:wrong@"])
def test_nobody_enters_without_proof(guarded: Stack, who: str) -> None:
    address = f"mongodb://{who}127.0.0.1:{guarded.ports['mongodb']}/?replicaSet=rs0&authSource=collector"
    with MongoClient[dict[str, Any]](address) as client:
        with pytest.raises(OperationFailure) as failure:
            client["collector"]["websites"].find_one()
        assert denied(failure.value)
