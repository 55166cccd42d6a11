"""The filter ``brandmon extract``: JSON lines in, JSON lines out, without any engine.

In: ``{"id", "answer", "prompt"?, "brands": [{"name", "aliases"?, "domains"?, "excluded"?}], "discover"?, "model"?}``.
``model`` is the provider or model that answered. Out, in order, one line each:
``{"id", "states", "refusal", "citations": [{"host", "brand", "name", "start", "end"}]}``, or
``{"id"?, "error": {"type", "message"}}`` for a line that cannot be read; the next line is read in any case.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analyzer.extraction.extractor import extract
from analyzer.extraction.model import Evidence, ReadState, WantedBrand

MAX_LINE = 64 * 1024 * 1024  # characters or bytes; an answer of 10 MB, escaped, stays below


class LineError(ValueError):
    """A line is not a request; ``type`` is a stable slug."""

    def __init__(self, type: str, message: str) -> None:  # noqa: A002 - the field's name in the output
        super().__init__(message)
        self.type = type


class _Brand(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)

    name: str
    aliases: list[str] = Field(default_factory=list)
    domains: list[str] = Field(default_factory=list)
    excluded: list[str] = Field(default_factory=list)


class _Request(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)

    id: str | int
    answer: str
    prompt: str | None = None
    brands: list[_Brand]
    discover: bool = False
    model: str | None = None


def run_filter(lines: Iterable[str | bytes], write: Callable[[str], None]) -> None:
    """Answer every line that is not blank through ``write``, one whole line, line break included, at a time."""
    for line in lines:
        if len(line) > MAX_LINE or line.strip():
            write(json.dumps(_answer(line), ensure_ascii=False, allow_nan=False) + "\n")


def _answer(line: str | bytes) -> dict[str, Any]:
    known: dict[str, Any] = {}
    try:
        value = _parsed(line)
        if isinstance(value.get("id"), str | int) and not isinstance(value.get("id"), bool):
            known = {"id": value["id"]} if not _has_surrogates(value["id"]) else {}
        request = _validated(value)
    except LineError as error:
        return {**known, "error": {"type": error.type, "message": str(error)}}
    brands = [
        WantedBrand(each.name, tuple(each.aliases), tuple(each.domains), excluded=tuple(each.excluded))
        for each in request.brands
    ]
    found = extract(
        request.answer, brands, prompt=request.prompt, discover=request.discover, answerer=request.model or ""
    )
    return {
        "id": request.id,
        "states": [_state(state) for state in found.states],
        "refusal": found.refusal,
        "citations": [asdict(one) for one in found.citations],
    }


def _parsed(line: str | bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise LineError("line-too-long", f"The line is longer than {MAX_LINE} characters.")
    try:
        value = json.loads(line.decode("utf-8") if isinstance(line, bytes) else line)
    except UnicodeDecodeError:
        raise LineError("invalid-encoding", "The line is not UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise LineError("invalid-json", f"The line is not JSON: {str(error)[:200]}.") from None
    if not isinstance(value, dict):
        raise LineError("invalid-input", "The line is not a JSON object.")
    return value


def _validated(value: dict[str, Any]) -> _Request:
    try:
        request = _Request.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "line"
        raise LineError(
            "invalid-input", f"The field '{where.encode(errors='replace').decode()}': {first['msg']}."
        ) from None
    texts = [request.answer, request.prompt or "", str(request.id)]
    texts += [
        text for brand in request.brands for text in (brand.name, *brand.aliases, *brand.domains, *brand.excluded)
    ]
    if any(_has_surrogates(text) for text in texts):
        raise LineError("invalid-text", "A text holds a lone surrogate, which is no character.")
    return request


def _has_surrogates(text: str | int) -> bool:
    return (
        isinstance(text, str) and any("\ud800" <= char <= "\udfff" for char in text)
        if not str(text).isascii()
        else False
    )


def _state(state: ReadState) -> dict[str, Any]:
    return {
        "brand": state.brand,
        "presence": state.presence,
        "position": state.position,
        "rank": state.rank,
        "belief": state.belief,
        "sentiment": state.sentiment,
        "confidence": state.confidence,
        "evidence": list(map(_span, state.evidence)),
        "ground": _ground(state),
        "discovered": state.discovered,
    }


def _span(evidence: Evidence) -> dict[str, Any]:
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}


def _ground(state: ReadState) -> dict[str, Any] | None:
    """What makes the first evidence prove the state; null for a brand that is ignored."""
    if state.ground is None:
        return None
    over = state.ground.evidence
    return {"kind": state.ground.kind, "evidence": _span(over) if over else None}
