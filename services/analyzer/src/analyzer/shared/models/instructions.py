"""What any model is told: how much material it gets, and the one request to correct its answer."""

import json

from pydantic import BaseModel

MATERIAL_CHARACTERS = 14_000

_REPAIR = """This JSON does not have the shape that was asked for: {fault}.
Answer with the corrected JSON object and nothing else. The schema:
{schema}

{answer}
"""


def repair_prompt(answer: str, fault: str, shape: type[BaseModel]) -> str:
    """The one request to correct an answer."""
    schema = json.dumps(shape.model_json_schema(), separators=(",", ":"))
    return _REPAIR.format(fault=fault, schema=schema, answer=answer[:MATERIAL_CHARACTERS])
