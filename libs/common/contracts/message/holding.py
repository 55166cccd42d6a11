"""What a field holds, for whoever makes columns out of fields: its plain type, read off the annotation."""

from dataclasses import dataclass
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from common.contracts.message.data import DataClass, data_class_of

Plain = type[UUID] | type[str] | type[bool] | type[int] | type[float] | type[datetime]
_PLAIN: dict[Any, Plain] = {
    UUID: UUID, str: str, bool: bool, int: int, float: float, datetime: datetime, AwareDatetime: datetime,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holding:
    """``many``: a tuple of it. ``data``: what a text is; words of a ``Literal`` are ours."""

    kind: Plain
    null: bool = False
    many: bool = False
    data: DataClass | None = None


def holding(field: FieldInfo) -> Holding:
    """What ``field`` holds; ``TypeError`` for what is neither plain, nor a tuple of it, nor that or null."""
    return _held(field.annotation, field.metadata)


def _held(annotation: Any, metadata: list[Any]) -> Holding:
    data, origin, inner = data_class_of(metadata), get_origin(annotation), get_args(annotation)
    if annotation in _PLAIN:
        return Holding(_PLAIN[annotation], data=data)
    if origin is Annotated:
        return _held(inner[0], [*metadata, *inner[1:]])
    if origin is tuple and inner[1:] == (...,):
        return Holding(_held(inner[0], []).kind, many=True, data=data)
    if origin in (Union, UnionType):
        some = [each for each in inner if each is not NoneType]
        held = Holding(str, data="technical") if _are_words(some) else _held(some[0], metadata)
        if _are_words(some) or len(some) == 1:
            return Holding(held.kind, NoneType in inner, held.many, held.data)
    if origin is Literal and all(isinstance(word, str) for word in inner):
        return Holding(str, data="technical")
    raise TypeError(f"no column can be made of {annotation}")


def _are_words(members: list[Any]) -> bool:
    """Whether it is an open set: words that are known, and a string that is not."""
    words = [each for each in members if get_origin(each) is Literal]
    return bool(words) and all(each in words or (isinstance(each, type) and issubclass(each, str)) for each in members)
