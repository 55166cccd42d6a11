"""The words right before and behind a place, and what they say for a name: a verb, a noun that products take."""

import re

from analyzer.extraction.lexicon import slots
from analyzer.extraction.lexicon.english import is_function_word, is_ordinary
from analyzer.extraction.naming.context.deeds import does_something
from analyzer.extraction.naming.context.places import IS_CAMEL, Occurrence, is_capital, token_at
from analyzer.extraction.text.tokens import Token

_ONCE = (
    r"(?:formerly|previously|originally|now|once|rebranded|renamed|fka|f/k/a|aka|ehemals|fruher|vormals|jetzt|heute"
    r"|anciennement|desormais|ex|antes|anteriormente|ahora|agora|gia)"
)
_AS = r"(?: known as| called| branded as| itself| as| to| into| unter dem namen| appele| llamad[oa]| chamad[oa])*"
_ONCE_BEHIND = re.compile(rf"(?: ?\(|,)? ?{_ONCE}{_AS} (?:the )?[\"']?[A-Z]")
_ONCE_BEFORE = re.compile(
    r"[A-Z][\w.]*[\"']?(?: ?\(|, |,? which (?:is|was) |,? (?:is|was) |,? has (?:since )?)"
    rf"{_ONCE}{_AS} (?:the )?[\"']?$"
)


def renamed(place: Occurrence, start: int, end: int) -> bool:
    """Whether a place gives an old name of a firm or a new one ("Block (formerly Square)", "Square, now Block")."""
    text, block = place.document.text, place.block
    if not is_capital(place):
        return False
    if _ONCE_BEHIND.match(text, end, block.end):
        return True
    return _ONCE_BEFORE.search(text, max(block.start, start - 40), start) is not None


def before_vote(place: Occurrence, *, calendar: bool) -> float:
    """What the word before a place says for a name."""
    before = token_at(place, place.first - 1)
    if before is None or place.document.text[before.end : place.tokens[place.first].start].strip(" \"'"):
        return 0.0
    if calendar and before.key in slots.CALENDAR:
        return -3.0
    if before.key in slots.TAKERS:
        return 2.0 if calendar or not is_capital(place) or len(place.tokens[place.first].key) == 1 else 1.0
    if before.key in slots.DETERMINERS:
        return 0.0 if is_capital(place) and (place.last - place.first > 1 or _qualifies(place)) else -2.0
    return 0.5 if before.key in slots.WEAK_TAKERS and is_capital(place) and not calendar else 0.0


def _qualifies(place: Occurrence) -> bool:
    """Whether a word inside a sentence stands before a noun that it says more about ("the Nest thermostat")."""
    after = token_at(place, place.last)
    if after is None or place.document.text[place.tokens[place.last - 1].end : after.start] != " ":
        return False
    word = place.tokens[place.first].key
    if any(token.raw == word for token in place.tokens):
        return False  # the answer has the word itself, too: "an apple and an Apple pie"
    noun = after.raw.islower() and not is_function_word(after.key) and after.key not in slots.COPULAS
    return noun or after.key in slots.PRODUCT_NOUNS or after.key in slots.TIERS


def after_vote(place: Occurrence, end: int, *, calendar: bool) -> float:
    """What the words behind a place, which ends at ``end``, say for a name."""
    after = token_at(place, place.last)
    if after is None or (place.last - place.first == 1 and place.tokens[place.first].key in slots.PRONOUNS):
        return 0.0  # "Nothing beats it": pronouns take every verb that a name takes
    between = place.document.text[end : after.start]
    beyond = token_at(place, place.last + 1)
    if between == " " and beyond is not None and is_passing(after) and place.document.text[after.end] == " ":
        after = beyond
    if calendar and (after.raw.isdigit() or after.key in slots.DAY_PARTS):
        return -3.0
    if between.strip(" '"):
        return 0.0
    if (after.key in slots.OBJECTS or after.key in slots.PLACES) and between == " ":
        return -3.0
    if acts(place, after):
        return 0.0 if calendar and after.key in slots.DAYS_DO else 2.0
    return 0.0 if calendar else _noun_vote(place, after, between)


def is_passing(token: Token) -> bool:
    """Whether a word may stand between a name and its verb."""
    return token.key in slots.PASSING or (token.key.endswith("ly") and len(token.key) > 4)


def acts(place: Occurrence, after: Token) -> bool:
    """Whether a verb of names follows, or a capitalised word's verb and object ("Wise uses the mid-market rate")."""
    if after.key in slots.VERBS:
        return True
    at = place.last + (place.tokens[place.last] is not after)
    beyond = token_at(place, at + 1)
    if not is_capital(place):
        return False
    if does_something(after, beyond):
        return True
    return (
        beyond is not None
        and (beyond.key in slots.OBJECTS or beyond.key in slots.ADVERBIAL)
        and (after.key in slots.PAST or (after.key.endswith(("s", "ed")) and _is_verb_like(after.key)))
    )


def _is_verb_like(word: str) -> bool:
    return is_ordinary(word) and not is_function_word(word)


def _noun_vote(place: Occurrence, after: Token, between: str) -> float:
    """A name before a copula, a genitive, or a noun that products take (``Box account``)."""
    beyond = token_at(place, place.last + 1)
    if after.key == "was" and beyond is not None and beyond.key in slots.MADE:
        return 2.0
    if after.key in slots.COPULAS:
        word = place.tokens[place.first].key
        many = word.endswith("s") and not word.endswith(("ss", "ics", "us")) and after.key in slots.OF_ONE
        firm = many or (after.key in slots.FIRM and not is_function_word(word))  # "Teams comes with", one of it
        return 2.0 if firm else 1.0
    names_more = after.key in slots.TIERS or IS_CAMEL.match(after.raw)  # "Box Enterprise", "Apple MacBook"
    if names_more and after.raw[0].isupper() and is_capital(place) and between == " ":
        return 2.0
    if between == "'" and after.key == "s":
        return 2.0
    if beyond is not None and beyond.key in ("by", "with") and after.key in ("customers", "users", "accounts"):
        return 0.0  # "Target customers by age": a thing to do
    return 2.0 if after.key in slots.PRODUCT_NOUNS and is_capital(place) and between == " " else 0.0
