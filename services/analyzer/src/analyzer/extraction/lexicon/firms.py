"""What firms are called, and which of them are no rivals; the lists themselves are ``lists/firms.txt``."""

from analyzer.extraction.lexicon.words import word_lists

_FIRMS = word_lists("firms.txt")

MARKETPLACES = _FIRMS["marketplaces"]
MEDIA = _FIRMS["media"]
OF_FIRMS = _FIRMS["of firms"]
LEGAL_FORMS = _FIRMS["legal forms"]
WORDLIKE_ENDINGS = _FIRMS["wordlike endings"]
ASSISTANTS = word_lists("assistants.txt")
"""What the assistants of a provider, and their maker, are called."""
