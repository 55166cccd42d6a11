"""Texts that somebody gives us: one rule at every door, so that none lets in what breaks whoever stores or draws it.

Unsound are control characters (C0, C1), separators of lines, marks that turn or isolate the direction of what follows,
halves of characters, and code points that are no characters for good (Unicode 23.7). Joiners and the marks of single
letters stay: scripts and emoji need them.

Who can mend a text is told what is wrong with it (``Name``, ``Given``). What nobody can mend any more, because it lies
in a log or a store, is made sound (``Kept``): a mark stands for each such character, so a text keeps its length.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from common.primitives.characters import NON_CHARACTERS

AS_KEPT = "as kept"
"""In the context of a validation: the body was stored by us as it came, before a rule of today perhaps."""
NAME_LENGTH = 255
MARK = "\ufffd"
"""What stands for a character that may not: the replacement character of Unicode."""
_BEYOND = "\u2028-\u202e\u2066-\u2069\ud800-\udfff" + NON_CHARACTERS
_UNSOUND = re.compile(f"[\x00-\x1f\x7f-\x9f{_BEYOND}]")
_UNSOUND_IN_LINES = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_BEYOND}]")
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""What no store of ours keeps: the end of a C string, halves of characters."""
_SEEN = re.compile(
    r"[^\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""A character that leaves a trace on the page; Unicode's Default_Ignorable_Code_Point leave none."""
_IN_JSON = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]*$"
"""The rule for descriptions of the API, in the words of JSON Schema; what it can't say is refused all the same."""


def fault_of(text: str, *, lines: bool = False) -> str | None:
    """What is wrong with a text, in one sentence for a person; None where it is sound and says something.

    ``lines``: whether it may have several.
    """
    unsound = (_UNSOUND_IN_LINES if lines else _UNSOUND).search(text)
    if unsound is not None:
        return f"The character U+{ord(unsound[0]):04X} may not stand in a text"
    return None if _SEEN.search(text) else "The text is blank"


def sound(text: str, *, lines: bool = False) -> str:
    """The text with a mark for each unsound character; as long as it was."""
    return text if text.isprintable() else (_UNSOUND_IN_LINES if lines else _UNSOUND).sub(MARK, text)


def shown(text: str, longest: int = 100) -> str:
    """A text of anybody's as a problem or a log may repeat it: sound, and cut."""
    return sound(text[:longest])


@dataclass(frozen=True, slots=True)
class Given:
    """On a ``str`` that somebody gives: trimmed, sound, not blank, at most ``longest`` characters.

    ``lines``: it may have several. ``secret``: a password or token, which is taken as it is if it can be kept at all.
    """

    longest: int
    lines: bool = False
    secret: bool = False

    def _read(self, text: str, info: ValidationInfo) -> str:
        """The text, if it may be taken; pydantic's error else, which names the character and no more of the text."""
        if info.context and info.context.get(AS_KEPT):
            return sound(text, lines=self.lines)
        if self.secret:
            fault = "A character may not stand here" if _UNKEEPABLE.search(text) else None
        else:
            fault = fault_of(text, lines=self.lines)
        if fault is not None:
            raise PydanticCustomError("unsound_text", "{fault}", {"fault": fault})
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        bounds = {"strip_whitespace": not self.secret, "min_length": 1, "max_length": self.longest}
        plain: Any = {**bounds, **handler(source)}  # what a field asks for beside it is said before it, and stands
        return core_schema.with_info_after_validator_function(self._read, plain)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        told = handler(schema)
        return told if self.lines or self.secret or "pattern" in told else {**told, "pattern": _IN_JSON}


Name = Annotated[str, Given(NAME_LENGTH)]
"""A name, or whatever is as short as one."""
Word = Annotated[str, Given(50)]
"""A word of a set that is no type of ours, such as the name of a provider."""
Secret = Annotated[str, Given(1024, secret=True)]
"""A password or a token."""
Kept = Annotated[str, AfterValidator(sound)]
"""A name or short text out of a log or a store: made sound, never refused (ADR 37)."""
