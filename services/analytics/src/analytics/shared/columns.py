"""Columns of ClickHouse out of a model's fields, by one mapping of types: what a table must have to hold its rows."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from common.contracts.message.holding import Holding, Plain, holding

_TYPES: Mapping[Plain, str] = {
    UUID: "UUID",
    str: "String",
    bool: "Bool",
    int: "UInt16",
    float: "Float64",
    datetime: "DateTime64(6, 'UTC')",
}


def columns_of(model: type[BaseModel]) -> dict[str, str]:
    """The type of the column of each field, as ClickHouse names it."""
    return {name: _type_of(holding(field)) for name, field in model.model_fields.items()}


def _type_of(held: Holding) -> str:
    if held.many:  # a list of numbers counts code points of an answer: more than a rank can be
        return f"Array({'UInt32' if held.kind is int else _TYPES[held.kind]})"
    plain = f"Nullable({_TYPES[held.kind]})" if held.null else _TYPES[held.kind]
    return f"LowCardinality({plain})" if held.kind is str and held.data == "technical" else plain
