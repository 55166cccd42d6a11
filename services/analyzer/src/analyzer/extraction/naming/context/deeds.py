"""What companies and products do: verbs before which a capitalised word is a name ("Slack deletes messages")."""

from analyzer.extraction.lexicon import slots
from analyzer.extraction.lexicon.english import is_function_word, is_in_dictionary
from analyzer.extraction.lexicon.vocabulary import ADJECTIVES
from analyzer.extraction.lexicon.words import words
from analyzer.extraction.text.tokens import Token

_AFTER_PAST = slots.TAKEN | words("for in on at from after before when with to into through as and but its")


def does_something(verb: Token, beyond: Token | None) -> bool:
    """Whether the word behind a capitalised one is its verb, as the next word tells (None: the sentence ends)."""
    if verb.raw != verb.key:
        return False  # a capital: no verb
    if verb.key in slots.DOES:
        return beyond is None or beyond.key not in slots.MANY_DO
    if beyond is None:
        return False
    if verb.key in slots.MAY_DO:
        return beyond.key in slots.TAKEN or _is_object(beyond) or beyond.raw[0].isupper()
    past = verb.key.endswith("ed") and len(verb.key) > 4
    return past and (beyond.key in _AFTER_PAST or (_is_object(beyond) and is_in_dictionary(verb.key)))


def _is_object(word: Token) -> bool:
    """Whether a word without an article may open an object: a number, an adverb, an adjective, a plural."""
    key = word.key
    if key in slots.MANY_DO or word.raw != key or is_function_word(key):
        return key.isdigit()
    return key in ADJECTIVES or key.endswith(("ly", "ing")) or (key.endswith("s") and not key.endswith("ss"))
