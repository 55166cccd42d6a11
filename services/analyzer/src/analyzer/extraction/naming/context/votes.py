"""Whether an ordinary word ("Monday", "Box", "Target", "Go") is used as a name at one place of the text.

Votes are counted: capitals inside a sentence, a name's slot (list head, before "offers", after "use", beside another
name) speak for it; determiners, calendar phrases, title case and hyphen compounds against. Case alone does not decide
for words that are always capitalised.
"""

import re

from analyzer.extraction.lexicon import slots
from analyzer.extraction.lexicon.english import (
    is_function_word,
    is_generic,
    is_in_dictionary,
)
from analyzer.extraction.lexicon.vocabulary import WEEKDAYS_AND_MONTHS
from analyzer.extraction.naming.context.attributes import is_value
from analyzer.extraction.naming.context.compounds import is_compound
from analyzer.extraction.naming.context.neighbours import acts, after_vote, before_vote, is_passing, renamed
from analyzer.extraction.naming.context.places import (
    IS_CAMEL,
    Occurrence,
    beside_name,
    is_capital,
    near_name,
    only_a_name,
    token_at,
)
from analyzer.extraction.text.document import Block
from analyzer.extraction.text.heads import LONGER_NAME
from analyzer.extraction.text.spans import span_over

THRESHOLD = 2.0
REFUSED = -3.0
"""A word of the dictionary that few texts hold ("chase") is a name unless its place says so much against it."""
_COLUMNS = 64  # a table with more is none that a person reads

_DESCRIPTION = re.compile(
    r"\W{0,4}(?:an?|the|is|known|best|great|popular|ideal|offers|provides|perfect|one of)\b", re.IGNORECASE
)
_ASKS_FOR_NAMES = re.compile(
    r"\b(?:tools?|apps?|platforms?|software|services?|compan(?:y|ies)|brands?|stores?|shops?|alternatives?|providers?|products?|solutions?)\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?:picks?|choices?|winner|runner-up|best|recommendations?|favou?rites?|verdict|answer|alternatives?|value)\b[^.;:]{0,20}:\W{0,4}$",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\W{0,3}(?:if|for|when|best)\b", re.IGNORECASE)


def votes(place: Occurrence, spelled: str, *, established: bool) -> float:
    """The sum of the votes; ``established`` where the same brand is named beyond doubt elsewhere in the answer."""
    text, token = place.document.text, place.tokens[place.first]
    start, end = token.start, place.tokens[place.last - 1].end
    if _compounded(text, start, end) or _is_of_compound(place) or is_value(text, place.block.start, start):
        return -9.0
    capital = is_capital(place) or (place.last - place.first > 1 and _as_listed(text[start:end], spelled))
    shouting = text[start:end].isupper() and len(spelled) > 3 and not spelled.isupper()
    if not capital and not spelled.islower() and not text.islower():
        return -9.0
    word = token.key
    calendar = word in WEEKDAYS_AND_MONTHS and place.last - place.first == 1
    score = 2.0 if established or IS_CAMEL.match(text, start, end) or _as_capitals(text, start, end, spelled) else 0.0
    if (
        capital
        and not shouting
        and not calendar
        and len(word) > 1
        and (place.last - place.first > 1 or not is_function_word(word))
    ):
        score += _case_vote(place, start, end)
    if capital and _lone_letter(place):
        score += 2.0 if near_name(place) else 1.5
    score += _head_vote(place, start, end, calendar=calendar)
    score += before_vote(place, calendar=calendar) + after_vote(place, end, calendar=calendar)
    score += 2.0 if renamed(place, start, end) else 0.0
    return score + (2.0 if beside_name(place) else 0.0)


def _as_capitals(text: str, start: int, end: int, spelled: str) -> bool:
    """Whether a name of capitals ("SAP") stands so in a text that is not all capitals."""
    return spelled.isupper() and len(spelled) > 1 and text[start:end].isupper() and not text.isupper()


def opens_compound(place: Occurrence) -> bool:
    """Whether a word with the capital of its sentence stands before a small noun that products don't bear ("Oxygen
    sensors fail"): the word itself as well as its name."""
    after = token_at(place, place.last) if place.last - place.first == 1 else None
    if after is None or not after.key.isalpha() or after.raw != after.key or not is_in_dictionary(after.key):
        return False
    text, start, end = place.document.text, place.tokens[place.first].start, place.tokens[place.last - 1].end
    before = text[place.block.start : start].rstrip(" \"'(")
    if text[end : after.start] != " " or (before and before[-1] not in ".!?") or place.block.kind != "paragraph":
        return False
    bold = span_over(place.block.bold, start)
    if bold is not None and end <= bold[1] <= after.start:
        return False  # set apart from the noun by bold letters
    beyond = token_at(place, place.last + 1)
    bears = after.key in slots.PRODUCT_NOUNS or (beyond is not None and beyond.key in slots.PRODUCT_NOUNS)
    said = is_function_word(after.key) or bears or after.key in slots.COPULAS
    return not (said or is_passing(after) or acts(place, after))


def _lone_letter(place: Occurrence) -> bool:
    """Whether one capital letter stands for itself: no article, no pronoun, no "plan B", no initial, no formula."""
    token, text = place.tokens[place.first], place.document.text
    before = token_at(place, place.first - 1)
    if (
        place.last - place.first > 1
        or len(token.raw) > 1
        or token.raw in "AI"
        or text[token.end : token.end + 1] == "."
    ):
        return False
    around = text[max(0, token.start - 2) : token.start] + text[token.end : token.end + 2]
    return before is not None and before.key not in slots.LETTERED and not re.search(r"[=*^%\d]", around)


def _as_listed(written: str, listed: str) -> bool:
    """Whether a name of several words with a capital stands letter for letter as it is listed ("Hello bank!")."""
    return not listed.islower() and written == listed.rstrip("!")


def _compounded(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    if before in ("-", "_", "/") and start > 1 and text[start - 2].isalpha():
        return True
    return after[:1] in ("-", "_") and after[1:].isalnum()


def _is_of_compound(place: Occurrence) -> bool:
    """Whether a word is half of a compound of the language ("Shark fins")."""
    after = token_at(place, place.last) if place.last - place.first == 1 else None
    return after is not None and after.raw == after.key and is_compound(place.tokens[place.first].key, after.key)


def _case_vote(place: Occurrence, start: int, end: int) -> float:
    text, block = place.document.text, place.block
    before = text[block.start : start].rstrip(" \"'(")
    opens = not before or before[-1] in ".!?:|–"
    if place.last - place.first > 1 and block.kind not in ("heading", "header"):
        later = any(token.raw[0].isupper() for token in place.tokens[place.first + 1 : place.last])
        return 2.0 if later or not opens else 0.0  # running text does not capitalise two ordinary words in a row
    if opens or block.kind in ("heading", "header", "code"):
        return 0.0
    words = [
        token
        for token in place.tokens[max(0, place.first - 8) : place.last + 8]
        if block.start <= token.start < block.end
    ]
    others = [token for token in words if not start <= token.start < end and len(token.raw) > 3]
    capitals = sum(token.raw[0].isupper() for token in others)
    if len(others) >= 2 and capitals >= 0.7 * len(others) and all(is_generic(token.key) for token in others):
        return 0.0
    follower = token_at(place, place.last)
    if follower and follower.raw[0].isupper() and text[end : follower.start] == " " and is_generic(follower.key):
        return 2.0 if follower.key in slots.PRODUCT_NOUNS else 1.0
    return 2.0


def _head_vote(place: Occurrence, start: int, end: int, *, calendar: bool) -> float:
    text, block = place.document.text, place.block
    bold = span_over(block.bold, start)
    whole_bold = bold is not None and end <= bold[1] and bold[1] - bold[0] <= end - start + 2
    cell = span_over(block.cells, start) == (start, end)
    if _answers_label(text, block, start, end) and is_capital(place) and not calendar:
        return 2.0
    ends = end >= block.end or text[end : end + 3].lstrip()[:1] in ":–-(,"
    led = block.start == start and (ends or bool(LONGER_NAME.match(text, end, min(end + 90, block.end))))
    if not (cell or whole_bold or (led and block.kind in ("item", "heading"))):
        return 0.0
    if calendar and any(token.key in WEEKDAYS_AND_MONTHS - {place.tokens[place.first].key} for token in place.tokens):
        return 0.0
    score = 2.0 if _of_longer_name(place) else 1.0
    rest = text[end : min(end + 24, block.end)]
    score += 1.0 if _DESCRIPTION.match(rest) else 0.0
    score += 1.0 if _ASKS_FOR_NAMES.search(place.prompt) else 0.0
    return score + (1.5 if _names_among_heads(place) else 0.0)


def _of_longer_name(place: Occurrence) -> bool:
    """Whether the next word of the head is a name's, too ("Oracle *Fusion*:")."""
    after = token_at(place, place.last)
    return after is not None and after.raw[0].isupper() and not is_generic(after.key) and after.raw[1:].islower()


def _answers_label(text: str, block: Block, start: int, end: int) -> bool:
    """Whether a word is all that stands behind the label of an item, or of a choice ("Top pick: Wise.")."""
    if not (end >= block.end or text[end] in ".,;!(" or text[end : end + 3].lstrip()[:1] in ("–", "-")):
        return False
    before = text[block.start : start].rstrip(" *")
    if block.kind == "item" and before.endswith(":") and (end >= block.end or _CONDITION.match(before)):
        return True
    return _CHOSEN.search(text, max(block.start, start - 40), start) is not None


def _names_among_heads(place: Occurrence) -> bool:
    """Whether a sibling item starts with a word that can only be a name."""
    own = place.block
    if own.group < 0 and own.kind != "heading":
        return False
    column = _column(place)
    key = ("heads", own.group, own.kind == "heading", column)
    named = place.document.memo.get(key)
    if named is None:
        named = place.document.memo[key] = _named_starts(place, column)
    assert isinstance(named, frozenset)
    return len(named) > (_cell_start(own, column) in named)


def _named_starts(place: Occurrence, column: int | None) -> frozenset[int]:
    """Where blocks of this list, table column or rank of headings start with a word that can only be a name."""
    own = place.block
    kind = (own.group, own.kind == "heading")
    starts = {
        _cell_start(block, column) for block in place.document.blocks if (block.group, block.kind == "heading") == kind
    }
    return frozenset(token.start for token in place.tokens if token.start in starts and only_a_name(token))


def _column(place: Occurrence) -> int | None:
    span = span_over(place.block.cells, place.tokens[place.first].start)
    return place.block.cells.index(span) if span and len(place.block.cells) <= _COLUMNS else None


def _cell_start(block: Block, column: int | None) -> int:
    return block.cells[column][0] if column is not None and column < len(block.cells) else block.start
