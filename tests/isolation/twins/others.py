"""The same in the stores beside PostgreSQL: documents, nodes, facts, objects."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import boto3
from bson import json_util
from neo4j import GraphDatabase
from neo4j.time import DateTime
from pymongo import MongoClient

from analytics.shared import schema
from analytics.shared.clickhouse import ClickHouse
from brandmon_local import Stack
from brandmon_local.layout.site import BUCKET_SERVICES, Neo4jAddress, S3Address

from ...stored.kept import Kept
from .rewriting import Twin

Json = dict[str, Any]


def double_documents(stack: Stack, kept: Kept, twins: Sequence[Twin]) -> None:
    """Collector's documents; those of nobody stay."""
    with MongoClient[Json](stack.urls.mongo("admin"), uuidRepresentation="standard") as client:
        client.drop_database("collector")
        for name in kept.names("mongodb", ".jsonl"):
            lines = [json_util.loads(line) for line in kept.text("mongodb", f"{name}.jsonl").splitlines()]
            collection = client["collector"].create_collection(name)
            rows = [] if name == "consumer_positions" else [twin.of(line) for twin in twins for line in lines]
            if rows:
                collection.insert_many(rows)


def documents_naming(stack: Stack, ids: Iterable[str]) -> dict[str, list[str]]:
    """Every document that names one of some ids, as text, by collection."""
    wanted = tuple(ids)
    found = {}
    with MongoClient[Json](stack.urls.mongo("admin"), uuidRepresentation="standard", tz_aware=True) as client:
        for name in sorted(client["collector"].list_collection_names()):
            texts = (json_util.dumps(row, sort_keys=True) for row in client["collector"][name].find())
            found[name] = sorted(text for text in texts if any(own in text for own in wanted))
    return found


def double_graph(at: Neo4jAddress, kept: Kept, twins: Sequence[Twin]) -> None:
    """Analyzer's graph."""
    with GraphDatabase.driver(at.url, auth=(at.user, at.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        for statement in kept.text("neo4j", "schema.cypher").splitlines():
            driver.execute_query(statement.replace("IF NOT EXISTS ", "", 1).replace(" FOR ", " IF NOT EXISTS FOR ", 1))
        nodes = list(enumerate(kept.lines("neo4j", "nodes.jsonl")))
        for twin in twins:
            for labels in sorted({tuple(line["labels"]) for _, line in nodes}):
                rows = [
                    {"n": number, "own": _typed(twin, line["properties"])}
                    for number, line in nodes
                    if tuple(line["labels"]) == labels and (twin is twins[0] or "tenant_id" in line["properties"])
                ]
                made = f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}:Kept) SET n = row.own, n.kept = row.n"
                driver.execute_query(made, rows=rows)
            ties: dict[str, list[Json]] = {}
            for line in kept.lines("neo4j", "relationships.jsonl"):
                ties.setdefault(line["type"], []).append({**line, "properties": _typed(twin, line["properties"])})
            for kind, rows in ties.items():
                driver.execute_query(
                    "UNWIND $rows AS row MATCH (a:Kept {kept: row.from}), (b:Kept {kept: row.to})"
                    f" CREATE (a)-[r:{kind}]->(b) SET r = row.properties",
                    rows=rows,
                )
            driver.execute_query("MATCH (n:Kept) REMOVE n:Kept, n.kept")


def _typed(twin: Twin, properties: Json) -> Json:
    return {
        name: DateTime.from_iso_format(value["moment"]) if isinstance(value, dict) else twin.of(value)
        for name, value in properties.items()
    }


def graph_naming(at: Neo4jAddress, tenants: Sequence[str]) -> list[str]:
    """Nodes of organisations and what leaves them, as text."""
    with GraphDatabase.driver(at.url, auth=(at.user, at.password)) as driver:
        rows, _, _ = driver.execute_query(
            "MATCH (n) WHERE n.tenant_id IN $tenants OPTIONAL MATCH (n)-[r]->(m)"
            " RETURN labels(n) AS l, properties(n) AS own, type(r) AS t, properties(r) AS tie, m.id AS to",
            tenants=list(tenants),
        )
    return sorted(json.dumps(row.data(), sort_keys=True, default=str) for row in rows)


async def double_facts(folder: Path, kept: Kept, twins: Sequence[Twin]) -> None:
    """Analytics' facts and figures."""
    clickhouse = ClickHouse(path=folder)
    await clickhouse.open()
    try:
        for table in kept.names("clickhouse", ".sql"):
            await clickhouse.execute(kept.text("clickhouse", f"{table}.sql"))
            rows = [json.loads(line) for line in kept.text("clickhouse", f"{table}.jsonl").splitlines()]
            made = [row for row in rows if "tenant_id" not in row]
            made += [twin.of(row) for twin in twins for row in rows if "tenant_id" in row]
            if made:
                lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in made)
                await clickhouse.execute(f"INSERT INTO {table} FORMAT JSONEachRow\n{lines}")
        schema.upgrade(clickhouse)
    finally:
        await clickhouse.close()


def double_objects(at: S3Address, kept: Kept, twins: Sequence[Twin]) -> dict[str, tuple[str, int]]:
    """What lies in buckets; SHA-256 and length by key."""
    client, made = _objects(at), {}
    for bucket in BUCKET_SERVICES:
        if bucket not in kept.names("s3", ".jsonl"):
            continue  # the service has had a bucket only since this version
        for line in kept.lines("s3", f"{bucket}.jsonl"):
            for twin in twins:
                key, body = twin.text(line["key"]), twin.text(line["body"]).encode()
                client.put_object(Bucket=bucket, Key=key, Body=body, ContentType=line["content_type"])
                made[key] = (sha256(body).hexdigest(), len(body))
    return made


def put_object(at: S3Address, bucket: str, key: str, body: bytes) -> None:
    """Put one object where it is kept."""
    _objects(at).put_object(Bucket=bucket, Key=key, Body=body)


def objects_naming(at: S3Address, ids: Iterable[str]) -> dict[str, bytes]:
    """Objects whose key names one of some ids."""
    client, wanted, found = _objects(at), tuple(ids), {}
    for bucket in BUCKET_SERVICES:
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for each in page.get("Contents", ()):
                if any(own in each["Key"] for own in wanted):
                    found[f"{bucket}/{each['Key']}"] = client.get_object(Bucket=bucket, Key=each["Key"])["Body"].read()
    return found


def _objects(at: S3Address) -> Any:
    return boto3.client(
        "s3", endpoint_url=at.endpoint, aws_access_key_id=at.access_key, aws_secret_access_key=at.secret_key,
        region_name="us-east-1",
    )  # fmt: skip
