"""``python -m common.contracts.publish``: write the JSON Schemas and the AsyncAPI 3 document from the models.

``--check`` writes nothing and fails where what is committed is not what the models say. Both refuse a change that
breaks what was published under the same version (``ledger.py``).
"""

import argparse
import inspect
import json
import sys
from pathlib import Path
from typing import Any

from common.contracts import ledger
from common.contracts.message import M, Message
from common.contracts.registry import MESSAGES, SERVICES, Topic, dead_letter_topic, topics

HERE = Path(__file__).parent
HEADERS = {
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
LETTER_HEADERS = {
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
_FOR_WHOM = {
    "event": "Anybody may subscribe.",
    "command": "From the saga to one participant; nobody else may act on it.",
    "reply": "From a participant to the saga.",
}


def schema_of(message: type[Message]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a message's body."""
    schema = message.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:brandmon:{message.type_name()}",
        **schema,
    }


def asyncapi() -> dict[str, Any]:
    """The AsyncAPI 3.0 document of every topic. Other teams may subscribe to events; the rest says so in its tag."""
    messages = dict(sorted(MESSAGES.items()))
    settings = {topic.name: topic for topic in topics()}
    letters = sorted(dead_letter_topic(service) for service in SERVICES)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Brand Influence Monitor: messages",
            "version": "1.0.0",
            "description": "Delivery is at-least-once: keep ce_id and make each effect once. Order holds per key.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {"local": {"host": "127.0.0.1:19092", "protocol": "kafka", "description": "The local stack."}},
        "channels": {topic: _channel(message, settings[topic]) for topic, message in messages.items()}
        | {topic: _letters(settings[topic]) for topic in letters},
        "operations": {f"receive.{topic}": _receive(topic, _short(message)) for topic, message in messages.items()}
        | {f"receive.{topic}": _receive(topic, "DeadLetter") for topic in letters},
        "components": {
            "messages": {_short(message): _message(message) for message in messages.values()}
            | {"DeadLetter": _letter()},
            "schemas": {"CloudEventsHeaders": HEADERS, "DeadLetterHeaders": LETTER_HEADERS},
        },
    }


def _receive(topic: str, message: str) -> dict[str, Any]:
    return {
        "action": "receive",
        "channel": {"$ref": f"#/channels/{topic}"},
        "messages": [{"$ref": f"#/channels/{topic}/messages/{message}"}],
    }


def _letters(topic: Topic) -> dict[str, Any]:
    return {
        "address": topic.name,
        "description": f"What the consumers of {topic.name.split('.')[0]} had to reject, and what came of it.",
        "tags": [{"name": "dead letter", "description": "Written by one service for itself and its operators."}],
        "messages": {"DeadLetter": {"$ref": "#/components/messages/DeadLetter"}},
        "bindings": {"kafka": _kafka(topic)},
    }


def _letter() -> dict[str, Any]:
    return {
        "name": "dead-letter",
        "title": "DeadLetter",
        "summary": "A message as it came, sealed, with the reason in its headers; or a note about an earlier letter.",
        "contentType": "application/octet-stream",
        "headers": {"$ref": "#/components/schemas/DeadLetterHeaders"},
        "payload": {
            "type": "string",
            "format": "binary",
            "description": "The original body, encrypted; empty in a note.",
        },
        "bindings": {"kafka": {"key": {"type": "string", "description": "The key of the original message."}}},
    }


def _kafka(topic: Topic) -> dict[str, Any]:
    settings = {"cleanup.policy": ["delete"], "retention.ms": topic.retention_ms}
    return {"partitions": topic.partitions, "topicConfiguration": settings}


def _short(message: type[Message]) -> str:
    return message.__name__


def _channel(message: type[Message], topic: Topic) -> dict[str, Any]:
    return {
        "address": message.topic,
        "description": inspect.cleandoc(message.__doc__ or ""),
        "tags": [{"name": message.kind, "description": _FOR_WHOM[message.kind]}],
        "messages": {_short(message): {"$ref": f"#/components/messages/{_short(message)}"}},
        "bindings": {"kafka": _kafka(topic)},
    }


def _message(message: type[Message]) -> dict[str, Any]:
    return {
        "name": message.type_name(),
        "title": message.__name__,
        "summary": (message.__doc__ or "").strip().splitlines()[0],
        "contentType": "application/json",
        "headers": {"$ref": "#/components/schemas/CloudEventsHeaders"},
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": _local_references(message),
        },
        "bindings": {"kafka": {"key": {"type": "string", "description": f"{message.key_field} as text"}}},
    }


def _local_references(message: type[Message]) -> dict[str, Any]:
    prefix = f"#/components/messages/{_short(message)}/payload/schema/$defs/"
    text = json.dumps(message.model_json_schema(mode="serialization")).replace("#/$defs/", prefix)
    schema: dict[str, Any] = json.loads(text)
    return schema


def files() -> dict[Path, str]:
    """Every generated file and its text."""
    written = {
        HERE / "schemas" / f"{message.type_name()}.json": _text(schema_of(message)) for message in MESSAGES.values()
    }
    return {**written, HERE / "asyncapi.json": _text(asyncapi()), ledger.LEDGER: _ledger()}


def current() -> list[ledger.Entry]:
    """Every message as it would be published now."""
    return [
        ledger.entry(
            message.topic,
            message.version,
            {"key_field": message.key_field, "partitions": message.partitions, "kind": message.kind},
            schema_of(message),
        )
        for message in sorted(MESSAGES.values(), key=lambda each: each.topic)
    ]


def _ledger() -> str:
    """What was published, and after it what is new."""
    old = ledger.LEDGER.read_text(encoding="utf-8").splitlines() if ledger.LEDGER.exists() else []
    new = [line for line in map(ledger.line, current()) if line not in old]
    return "\n".join([*old, *new]) + "\n"


def broken_promises() -> list[str]:
    """What the models, or an edit of the ledger, take back of what was published."""
    text = ledger.LEDGER.read_text(encoding="utf-8") if ledger.LEDGER.exists() else ""
    lost = [f"the ledger has lost: {line[:100]}" for line in ledger.lost_lines(text, ledger.earlier_texts())]
    published = [json.loads(line) for line in text.splitlines()]
    return lost + ledger.faults(published, current(), lambda topic, version: MESSAGES[topic].reads(version))


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=1, sort_keys=False, ensure_ascii=False) + "\n"


def examples(message: type[Message]) -> list[Path]:
    """The committed examples of a message, those of earlier versions included."""
    return sorted((HERE / "examples").glob(f"{message.topic}.v*.json"))


def read_example(message: type[M], path: Path) -> M:
    """A committed example as it is read today."""
    version = int(path.name.removeprefix(f"{message.topic}.v").split(".")[0])
    return message.of_version(version, json.loads(path.read_bytes()))


def main() -> int:
    """Write, or compare with ``--check``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    if broken := broken_promises():
        sys.stderr.write("".join(f"{each}\n" for each in broken) + "A new version with an upcast is needed.\n")
        return 1
    stale = [path for path, text in files().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if check:
            sys.stderr.write(f"{path.name} is not what the models say: run python -m common.contracts.publish\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files()[path], encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
