"""One dump per store, as text that diffs: SQL, and JSON lines."""

import asyncio
import base64
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import asyncpg
import boto3
from aiokafka import AIOKafkaConsumer
from bson import json_util
from clickhouse_connect.driver.client import Client
from neo4j import GraphDatabase
from neo4j.time import DateTime
from pymongo import MongoClient

from brandmon_local import Stack
from brandmon_local.engines.postgres import binaries, system_user
from brandmon_local.layout.site import BUCKET_SERVICES, POSTGRES_SERVICES
from common.contracts.registry import topics
from common.messaging.kafka.address import driver_options
from common.messaging.kafka.history import partitions_of

Line = Mapping[str, Any]
NO_TOKEN = "bmr_not-a-secret-"
_META_COMMAND = re.compile(r"^\\(un)?restrict .*\n", re.MULTILINE)
_BEATS = "__debezium-heartbeat."


def write(path: Path, lines: Iterable[Line | str]) -> None:
    """Write JSON lines; keys stay in their order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text("".join(f"{text}\n" for text in texts), "utf-8")


def text_or_bytes(name: str, value: bytes | None) -> dict[str, str | None]:
    """``name`` with text where the bytes are UTF-8, ``name_base64`` otherwise."""
    try:
        return {name: None if value is None else value.decode()}
    except UnicodeDecodeError:
        return {f"{name}_base64": base64.b64encode(value or b"").decode()}


def postgres(stack: Stack, folder: Path) -> None:
    """``<service>.sql``: schema and rows, without owners and grants. Refresh tokens become known ones first."""
    folder.mkdir(parents=True)
    asyncio.run(_replace_tokens(stack))
    program = binaries(system_user()) / "pg_dump"
    form = ["--no-owner", "--no-privileges", "--no-comments", "--inserts"]
    for service in POSTGRES_SERVICES:
        url = stack.urls.postgres_superuser(service)
        made = subprocess.run([str(program), *form, url], capture_output=True, text=True, check=True)
        (folder / f"{service}.sql").write_text(_META_COMMAND.sub("", made.stdout), "utf-8")


async def _replace_tokens(stack: Stack) -> None:
    connection = await asyncpg.connect(stack.urls.postgres_superuser("auth"))
    try:
        await connection.execute(
            f"UPDATE refresh_tokens SET token_hash = sha256(convert_to('{NO_TOKEN}' || id::text, 'UTF8'))"
        )
    finally:
        await connection.close()


def mongodb(stack: Stack, folder: Path) -> None:
    """``<collection>.jsonl``: documents in canonical extended JSON, by ``_id``."""
    with MongoClient[dict[str, Any]](stack.urls.mongo("admin"), uuidRepresentation="standard") as client:
        database = client["collector"]
        for name in sorted(database.list_collection_names()):
            if not name.startswith("system."):
                rows = list(database[name].find().sort("_id"))
                options = json_util.CANONICAL_JSON_OPTIONS
                write(folder / f"{name}.jsonl", (json_util.dumps(row, json_options=options) for row in rows))


def neo4j(stack: Stack, folder: Path) -> None:
    """``schema.cypher``, ``nodes.jsonl``, ``relationships.jsonl``; these name their ends by a node's line, from 0."""
    address = stack.urls.neo4j
    with GraphDatabase.driver(address.url, auth=(address.user, address.password)) as driver:
        nodes, _, _ = driver.execute_query("MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, n AS node")
        ties, _, _ = driver.execute_query(
            "MATCH (a)-[r]->(b) RETURN elementId(a) AS a, elementId(b) AS b, type(r) AS type, properties(r) AS own"
        )
        made = "YIELD createStatement AS made"
        constraints, _, _ = driver.execute_query(f"SHOW CONSTRAINTS {made} RETURN made ORDER BY made")
        indexes, _, _ = driver.execute_query(
            f"SHOW INDEXES {made}, type, owningConstraint AS own WHERE own IS NULL AND type <> 'LOOKUP'"
            " RETURN made ORDER BY made"
        )
    write(folder / "schema.cypher", (row["made"] for row in (*constraints, *indexes)))
    ordered = sorted(nodes, key=lambda row: (sorted(row["labels"]), json.dumps(_plain(row["node"]))))
    number = {row["id"]: place for place, row in enumerate(ordered)}
    write(folder / "nodes.jsonl", ({"labels": sorted(n["labels"]), "properties": _plain(n["node"])} for n in ordered))
    edges = [
        {"type": t["type"], "from": number[t["a"]], "to": number[t["b"]], "properties": _plain(t["own"])} for t in ties
    ]
    write(folder / "relationships.jsonl", sorted(edges, key=json.dumps))


def _plain(properties: Mapping[str, Any]) -> Line:
    """Properties by name; a moment is told as ``{"moment": <ISO 8601>}``."""
    return {
        name: {"moment": value.iso_format()} if isinstance(value, DateTime) else value
        for name, value in sorted(properties.items())
    }


def s3(stack: Stack, folder: Path) -> None:
    """``<bucket>.jsonl``: key, content type and body of every object."""
    address = stack.urls.s3
    client = boto3.client(
        "s3", endpoint_url=address.endpoint, aws_access_key_id=address.access_key,
        aws_secret_access_key=address.secret_key, region_name="us-east-1",
    )  # fmt: skip
    for bucket in BUCKET_SERVICES:
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        keys = sorted(each["Key"] for page in pages for each in page.get("Contents", ()))
        objects = ((key, client.get_object(Bucket=bucket, Key=key)) for key in keys)
        write(
            folder / f"{bucket}.jsonl",
            (
                {"key": k, "content_type": o["ContentType"], **text_or_bytes("body", o["Body"].read())}
                for k, o in objects
            ),
        )


def kafka(stack: Stack, folder: Path) -> None:
    """``<topic>.jsonl``: every record of every topic but the connectors' heartbeats, by partition and offset."""
    asyncio.run(_kafka(stack, folder))


async def _kafka(stack: Stack, folder: Path) -> None:
    names = sorted(topic.name for topic in topics() if not topic.name.startswith(_BEATS))
    partitions = await partitions_of(stack.urls.kafka, names)
    reader = AIOKafkaConsumer(**driver_options(stack.urls.kafka), group_id=None, enable_auto_commit=False)
    await reader.start()
    kept: dict[str, list[Line]] = {name: [] for name in names}
    try:
        reader.assign(partitions)
        await reader.seek_to_beginning(*partitions)
        end = await reader.end_offsets(partitions)
        while [at for at in partitions if await reader.position(at) < end[at]]:
            for records in (await reader.getmany(timeout_ms=500)).values():
                for record in records:
                    kept[record.topic].append(_record(record))
    finally:
        await reader.stop()
    for name, records in kept.items():
        write(folder / f"{name}.jsonl", sorted(records, key=lambda line: (line["partition"], line["offset"])))


def _record(record: Any) -> Line:
    headers = [{"name": name, **text_or_bytes("value", value)} for name, value in record.headers]
    place = {"partition": record.partition, "offset": record.offset, "timestamp": record.timestamp}
    return {**place, **text_or_bytes("key", record.key), "headers": headers, **text_or_bytes("value", record.value)}


def clickhouse(path: Path, folder: Path) -> None:
    """``<table>.sql`` with how it was made and ``<table>.jsonl`` with its rows; the folder must be nobody's by now."""
    from clickhouse_connect import get_client

    client: Client = get_client(interface="chdb", path=str(path))
    try:
        for (name,) in client.query("SELECT name FROM system.tables WHERE database = currentDatabase()").result_rows:
            made = client.command(f"SHOW CREATE TABLE {name}").replace("\\n", "\n").replace("\\'", "'")
            write(folder / f"{name}.sql", [made])
            write(folder / f"{name}.jsonl", _rows(client, name))
    finally:
        client.close()


def _rows(client: Client, table: str) -> Iterator[str]:
    text = client.raw_query(f"SELECT * FROM {table} ORDER BY ALL", fmt="JSONEachRow").decode()
    return iter(sorted(text.splitlines()))


def size(folder: Path) -> int:
    """Bytes of all files below ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
