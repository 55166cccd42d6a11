"""JSON Schemas: of a message's body, and of the headers around it."""

import json
from typing import Any

from common.contracts.message import Message

Schema = dict[str, Any]
HEADERS: Schema = {
    "type": "object",
    "required": ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "ce_tenantid"],
    "properties": {
        "ce_specversion": {"const": "1.0"},
        "ce_id": {"type": "string", "format": "uuid", "description": "Id of the message; the same on redelivery."},
        "ce_type": {"type": "string", "description": "Topic and version, such as collector.page-scraped.v1."},
        "ce_source": {"type": "string", "description": "/brandmon/<service>"},
        "ce_subject": {"type": "string", "description": "The aggregate's id; also the message key."},
        "ce_time": {"type": "string", "format": "date-time"},
        "ce_tenantid": {"type": "string", "format": "uuid", "description": "The organisation whose data it is."},
        "traceparent": {"type": "string", "description": "W3C trace context."},
        "content-type": {"const": "application/json"},
    },
}
LETTER_HEADERS: Schema = {
    "type": "object",
    "required": ["dead_letter_kind", "dead_letter_time"],
    "description": "Beside them a letter has the headers of the original message.",
    "properties": {
        "dead_letter_kind": {"enum": ["letter", "rejected-again", "replay", "drop", "resolved"]},
        "dead_letter_time": {"type": "string", "format": "date-time"},
        "dead_letter_handler": {"type": "string", "description": "Who rejected it."},
        "dead_letter_topic": {"type": "string"},
        "dead_letter_partition": {"type": "string"},
        "dead_letter_offset": {"type": "string"},
        "dead_letter_reason": {"type": "string", "description": "A sentence without values of the body."},
        "dead_letter_sealed_by": {"type": "string", "description": "Id of the key that opens the body."},
        "dead_letter_waits_behind": {"type": "string", "description": "The letter that parks its key, if not its own."},
        "dead_letter_no_body": {"const": "true"},
        "dead_letter_target": {"type": "string", "description": "In a note: the offset of the letter it is about."},
    },
}


def schema_of(message: type[Message]) -> Schema:
    """The JSON Schema (2020-12) of a message's body."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:brandmon:{message.type_name()}",
        **message.model_json_schema(mode="serialization"),
    }


def schema_within(message: type[Message], path: str) -> Schema:
    """The same for a document that holds it at ``path``: its references lead there."""
    text = json.dumps(message.model_json_schema(mode="serialization")).replace("#/$defs/", f"{path}/$defs/")
    schema: Schema = json.loads(text)
    return schema


def fields_holding(schema: Schema, data: str) -> list[str]:
    """Paths of the fields that hold a class of data, such as ``states[].brand``; sorted."""
    return sorted(set(_holding(schema, data, "", schema)))


def _holding(node: Schema, data: str, path: str, root: Schema) -> list[str]:
    if "$ref" in node:
        target: Any = root
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return _holding({**target, **{k: v for k, v in node.items() if k != "$ref"}}, data, path, root)
    found = [path] if node.get("x-data") == data else []
    for name, each in node.get("properties", {}).items():
        found += _holding(each, data, f"{path}.{name}" if path else name, root)
    for each in node.get("anyOf", []):
        found += _holding(each, data, path, root)
    if isinstance(node.get("items"), dict):
        found += _holding(node["items"], data, f"{path}[]", root)
    return found
