"""What a report's figures rest on, word for word: the site's analysis, the customers with their questions, the answers.

The parts are kept as they were announced, not as models: a field that a later release adds to an event must not change
the bytes of a report that was written before.
"""

from collections.abc import Mapping, Sequence

from pydantic import Field, JsonValue

from common.contracts.message import Value

Part = dict[str, JsonValue]
_ENVELOPE = ("id", "tenant_id", "website_id", "client_id", "audit_id", "run_id", "occurred_at")
"""What a document says once for all of its parts, or what says nothing outside of the log."""
_OF_READING = (
    "classification", "extractor_version", "refusal", "states", "language", "depth", "citations", "fallback_reason",
)  # fmt: skip


class Material(Value):
    """All that the figures were counted from. Nothing is cut: an answer of any length is there whole."""

    analysis: Part | None = Field(description="What the website was understood to be, as in analyzer.website-analyzed.")
    icps: tuple[Part, ...] = Field(description="The ideal customers, by their number.")
    conversations: tuple[Part, ...] = Field(description="Their conversations with every prompt, as they were planned.")
    answers: tuple[Part, ...] = Field(
        description="Every answer by its id, with who asked what of whom, its whole text, and `reading`: how each "
        "brand stands in it, with the places (code points) of the evidence in the text."
    )


def material_of(
    analysis: Part | None, plan: Part | None, answers: Sequence[Part], readings: Sequence[Part]
) -> Material:
    """The parts as a document has them; a reading goes with its answer."""
    read = {str(each["response_id"]): each for each in readings}
    return Material(
        analysis=_without_envelope(analysis) if analysis else None,
        icps=_listed(plan, "icps"),
        conversations=_listed(plan, "conversations"),
        answers=tuple(_answer(each, read.get(str(each["response_id"]))) for each in answers),
    )


def is_whole(material: Material, answers: int) -> bool:
    """Whether everything is here that ``answers`` measured answers rest on."""
    read = sum(each["reading"] is not None for each in material.answers)
    return material.analysis is not None and bool(material.conversations) and read >= answers


def _listed(plan: Part | None, field: str) -> tuple[Part, ...]:
    listed = plan[field] if plan else []
    return tuple(each for each in listed if isinstance(each, dict)) if isinstance(listed, list) else ()


def _answer(answer: Part, reading: Mapping[str, JsonValue] | None) -> Part:
    own = _without_envelope(answer)
    del own["response_object"]  # a key of another service's bucket
    return {**own, "reading": {name: reading[name] for name in _OF_READING if name in reading} if reading else None}


def _without_envelope(part: Part) -> Part:
    return {name: value for name, value in part.items() if name not in _ENVELOPE}
