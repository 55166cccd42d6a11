"""The AsyncAPI 3 documents: one of the topics that other teams may subscribe to, one of those that are ours alone."""

import inspect
from typing import Any

from common.contracts.message import OWNERS, PROMISES, Message, Visibility
from common.contracts.publish.schemas import HEADERS, LETTER_HEADERS, fields_holding, schema_of, schema_within
from common.contracts.registry import MESSAGES, SERVICES, Topic, dead_letter_topic, topics

Document = dict[str, Any]
_TITLES = {"public": "Brand Influence Monitor: events", "internal": "Brand Influence Monitor: internal messages"}
_FOR_WHOM = {
    "event": "Anybody may subscribe.",
    "state": "Anybody may subscribe; the topic is compacted: read it from its beginning to know the present.",
    "command": "From a saga to one participant; nobody else may act on it.",
    "reply": "From a participant to the saga.",
}
_INFO = (
    "Delivery is at-least-once: keep ce_id and make each effect once. Order holds per key. Ignore fields that you do "
    "not know. Words of an open set (x-extensible-enum; format word: lower-case letters and digits, joined by _ . -) "
    "are added without a new version: carry one that you do not know, show it as it is, and count it as none of those "
    "you know. x-data says what a field holds: personal data, the customer's content, or technical values. x-terms "
    "holds the terms of each topic."
)
_SERVERS: Document = {
    "production": {
        "host": "{bootstrap}",
        "protocol": "kafka-secure",
        "title": "Production",
        "description": "TLS. Our own services show a certificate, other teams' programs a name and a password.",
        "variables": {"bootstrap": {"description": "Host and port of the installation's listener for clients; the "
                                                   "operators of the installation tell it."}},
        "security": [{"$ref": "#/components/securitySchemes/scram"}, {"$ref": "#/components/securitySchemes/mtls"}],
    },
    "local": {
        "host": "{host}:{port}",
        "protocol": "kafka",
        "title": "Local",
        "description": "The stack on one machine: no TLS and no identity, on the loopback interface only.",
        "variables": {"host": {"default": "127.0.0.1"}, "port": {"default": "19092"}},
    },
}  # fmt: skip
_SECURITY: Document = {
    "scram": {
        "type": "scramSha512",
        "description": "SASL/SCRAM-SHA-512 over TLS. A user may read the public topics that were granted to it, and "
        "writes nothing.",
    },
    "mtls": {
        "type": "X509",
        "description": "A client certificate, the identity of one process of ours, with the least rights it needs.",
    },
}


def asyncapi_document(visibility: Visibility) -> Document:
    """The AsyncAPI 3.0 document of all topics of one visibility; dead letters are internal."""
    messages = {topic: each for topic, each in sorted(MESSAGES.items()) if each.visibility() == visibility}
    settings = {topic.name: topic for topic in topics()}
    letters = sorted(dead_letter_topic(service) for service in SERVICES) if visibility == "internal" else []
    schemas = {"CloudEventsHeaders": HEADERS} | ({"DeadLetterHeaders": LETTER_HEADERS} if letters else {})
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": _TITLES[visibility],
            "version": "1.0.0",
            "description": _INFO,
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": _SERVERS,
        "channels": {topic: _channel(message, settings[topic]) for topic, message in messages.items()}
        | {topic: _letters(settings[topic]) for topic in letters},
        "operations": {f"receive.{topic}": _receive(topic, message.__name__) for topic, message in messages.items()}
        | {f"receive.{topic}": _receive(topic, "DeadLetter") for topic in letters},
        "components": {
            "securitySchemes": _SECURITY,
            "messages": {message.__name__: _message(message) for message in messages.values()}
            | ({"DeadLetter": _letter()} if letters else {}),
            "schemas": schemas,
        },
    }


def terms_of(message: type[Message], topic: Topic) -> Document:
    """What another team may rely on, with what the broker is told."""
    owner, schema = OWNERS[message.producer()], schema_of(message)
    return {
        "owner": {"service": message.producer(), "team": owner.team, "contact": owner.contact},
        "purpose": message.terms.purpose,
        "visibility": message.visibility(),
        "status": message.terms.status,
        **({"ends": message.terms.ends} if message.terms.ends else {}),
        "key": message.key_field,
        "orderedByKey": message.terms.orders,
        "retention": "the newest message of each key, for ever"
        if topic.retention_ms is None
        else f"{message.terms.retention_days} days",
        "personalData": fields_holding(schema, "personal"),
        "customerContent": fields_holding(schema, "customer-content"),
        "compatibility": PROMISES[message.visibility()],
    }


def _receive(topic: str, message: str) -> Document:
    return {
        "action": "receive",
        "channel": {"$ref": f"#/channels/{topic}"},
        "messages": [{"$ref": f"#/channels/{topic}/messages/{message}"}],
    }


def _channel(message: type[Message], topic: Topic) -> Document:
    tags = [{"name": message.kind, "description": _FOR_WHOM[message.kind]}]
    if message.terms.status == "planned":
        tags.append({"name": "planned", "description": "The contract is agreed; nothing is written to the topic yet."})
    if message.terms.status == "deprecated":
        tags.append({"name": "deprecated", "description": message.terms.ends or ""})
    return {
        "address": message.topic,
        "description": inspect.cleandoc(message.__doc__ or ""),
        "tags": tags,
        "messages": {message.__name__: {"$ref": f"#/components/messages/{message.__name__}"}},
        "bindings": {"kafka": _kafka(topic)},
        "x-terms": terms_of(message, topic),
    }


def _message(message: type[Message]) -> Document:
    return {
        "name": message.type_name(),
        "title": message.__name__,
        "summary": (message.__doc__ or "").strip().splitlines()[0],
        "contentType": "application/json",
        "headers": {"$ref": "#/components/schemas/CloudEventsHeaders"},
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": schema_within(message, f"#/components/messages/{message.__name__}/payload/schema"),
        },
        "bindings": {"kafka": {"key": {"type": "string", "description": f"{message.key_field} as text"}}},
    }


def _letters(topic: Topic) -> Document:
    return {
        "address": topic.name,
        "description": f"What the consumers of {topic.name.split('.')[0]} had to reject, and what came of it.",
        "tags": [{"name": "dead letter", "description": "Written by one service for itself and its operators."}],
        "messages": {"DeadLetter": {"$ref": "#/components/messages/DeadLetter"}},
        "bindings": {"kafka": _kafka(topic)},
    }


def _letter() -> Document:
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


def _kafka(topic: Topic) -> Document:
    told = topic.settings
    shown: Document = {"cleanup.policy": [told["cleanup.policy"]]}
    shown |= {name: int(told[name]) for name in ("retention.ms", "delete.retention.ms") if name in told}
    return {"partitions": topic.partitions, "topicConfiguration": shown}
