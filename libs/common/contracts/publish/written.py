"""What is written from the models, and what of it is committed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from common.contracts.message import M, Message, Visibility
from common.contracts.publish import ledger
from common.contracts.publish.asyncapi import asyncapi_document
from common.contracts.publish.schemas import schema_of
from common.contracts.registry import MESSAGES

HERE = Path(__file__).parents[1]
DOCUMENTS: Mapping[Visibility, str] = {"public": "asyncapi.json", "internal": "asyncapi.internal.json"}


def files() -> dict[Path, str]:
    """Every generated file and its text."""
    written = {
        HERE / "schemas" / f"{message.type_name()}.json": _text(schema_of(message)) for message in MESSAGES.values()
    }
    documents = {HERE / name: _text(asyncapi_document(kind)) for kind, name in DOCUMENTS.items()}
    return {**written, **documents, ledger.LEDGER: _ledger()}


def current() -> list[ledger.Entry]:
    """Every message as it would be published now."""
    return [
        ledger.entry(
            message.topic,
            message.version,
            {
                "key_field": message.key_field,
                "partitions": message.partitions,
                "kind": message.kind,
                "visibility": message.visibility(),
                "retention_days": message.terms.retention_days,
            },
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
