"""Compounds of ordinary words that are brands elsewhere: in "shark fins" and "subway stations" no brand is named."""

from analyzer.extraction.lexicon.words import word_lists

COMPOUNDS = word_lists("compounds.txt")
"""A word in small letters, and the words with which it is a compound of the language."""


def is_compound(word: str, follower: str) -> bool:
    """Whether two words are a compound of the language rather than a brand and what it makes."""
    return follower in COMPOUNDS.get(word, ())
