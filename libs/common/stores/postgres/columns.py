"""Columns out of a model's fields, by one mapping of types: a table that is made of them can't forget a field."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Boolean, Column, DateTime, Float, FromClause, Integer, Label, Text
from sqlalchemy.dialects.postgresql import UUID as ID
from sqlalchemy.types import TypeEngine

from common.contracts.message.holding import Plain, holding

TYPES: Mapping[Plain, TypeEngine[Any]] = {
    UUID: ID(as_uuid=True),
    str: Text(),
    bool: Boolean(),
    int: Integer(),
    float: Float(),
    datetime: DateTime(timezone=True),
}


def columns_of(
    model: type[BaseModel], *, own_id: str | None = None, without: Collection[str] = ()
) -> tuple[Column[Any], ...]:
    """A column for each field. ``own_id``: the field that is the row's id; its column is called so, and queries and
    values go by the field's name. ``without``: fields that the table tells in another way.
    """
    return tuple(_column(name, model, name == own_id) for name in model.model_fields if name not in without)


def _column(name: str, model: type[BaseModel], is_id: bool) -> Column[Any]:
    held = holding(model.model_fields[name])
    if held.many:
        raise TypeError(f"{name} holds many: write its column out")
    if is_id:
        return Column("id", TYPES[held.kind], key=name, primary_key=True)
    return Column(name, TYPES[held.kind], nullable=held.null)


def as_fields(source: FromClause, names: Iterable[str]) -> list[Label[Any]]:
    """Columns of ``source`` under the names of the fields that they hold, to be selected."""
    return [source.c[name].label(name) for name in names]
