"""The stages of cleaning, each on what the one before left; one mapping leads back to the stored answer."""

from analyzer.extraction.text.cleaning.calls import calls
from analyzer.extraction.text.cleaning.chips import chips
from analyzer.extraction.text.cleaning.edits import Cleaned, Edit, Source, as_stored
from analyzer.extraction.text.cleaning.marks import marks
from analyzer.extraction.text.cleaning.reasoning import reasoning
from analyzer.extraction.text.cleaning.spelled import address_ends, entities, escapes, is_escaped

_SPACE = " \t\r\n"


def clean(answer: str) -> Cleaned:
    """The text of an answer as it is meant to be read; linear in its length, never raises."""
    cleaned = as_stored(answer)
    if is_escaped(answer):
        cleaned = cleaned.edited(escapes(answer, whole=True))
    if "&" in answer:
        cleaned = cleaned.edited(entities(cleaned.text))
    if not answer.isascii():
        cleaned = cleaned.edited(address_ends(cleaned.text))
    cleaned = cleaned.edited(_lines(cleaned.text, [*reasoning(cleaned.text)]))
    cleaned = cleaned.edited(_lines(cleaned.text, [*calls(cleaned.text)]))
    if "\\" in cleaned.text:  # calls have escapes of their own
        cleaned = cleaned.edited(escapes(cleaned.text))
    sources: list[Source] = []
    edits = [*marks(cleaned.text, sources)]
    cleaned = cleaned.edited(edits, sources)
    sources = []
    edits = [*chips(cleaned.text, sources)]
    return cleaned.edited(edits, sources)


def _lines(text: str, edits: list[Edit]) -> list[Edit]:
    """Edits with the break of the line that nothing would be left of, and all breaks at the start of the answer."""
    head = _beyond(text, 0, _SPACE)
    return [Edit(start, _behind(text, start, end, opens=start <= head)) for start, end, _ in edits]


def _behind(text: str, start: int, end: int, *, opens: bool) -> int:
    """Where the text goes on behind a span that is taken away; ``opens`` where nothing stands before it."""
    if opens:
        return _beyond(text, end, _SPACE)
    end = _beyond(text, end, " \t")
    return end + (text[start - 1] == "\n" and text[end : end + 1] == "\n")


def _beyond(text: str, at: int, signs: str) -> int:
    while at < len(text) and text[at] in signs:
        at += 1
    return at
