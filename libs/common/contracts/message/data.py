"""What a field holds, said on the field: ``url: Content[str]``. It goes into the schema as ``x-data``.

``Personal``: of a person who uses the system, or by which one is found. ``Content``: the customer's own material, or
what was made of it; it can name people, too, and is shown to the organisation alone. ``Technical``: ours, such as a
version, a slug or an object key. Every free text says one of the three.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

DATA = "x-data"
DataClass = Literal["personal", "customer-content", "technical"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Holds:
    data: DataClass

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), DATA: self.data}


def data_class_of(metadata: Iterable[object]) -> DataClass | None:
    """What a field's metadata says that it holds; None where it says nothing."""
    return next((each.data for each in metadata if isinstance(each, _Holds)), None)


Personal = Annotated[T, _Holds("personal")]
Content = Annotated[T, _Holds("customer-content")]
Technical = Annotated[T, _Holds("technical")]
