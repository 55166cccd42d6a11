"""The models as others get them: JSON Schemas, AsyncAPI documents, examples, and the ledger of promises."""

from common.contracts.publish.asyncapi import asyncapi_document
from common.contracts.publish.schemas import schema_of
from common.contracts.publish.written import broken_promises, current, examples, files, read_example

__all__ = ["asyncapi_document", "broken_promises", "current", "examples", "files", "read_example", "schema_of"]
