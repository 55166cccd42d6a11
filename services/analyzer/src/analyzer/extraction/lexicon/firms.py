"""What firms are called, and which of them are no rivals; the lists themselves are ``lists/firms.txt``."""

from analyzer.extraction.lexicon.words import word_lists

_FIRMS = word_lists("firms.txt")

MARKETPLACES = _FIRMS["marketplaces"]
MEDIA = _FIRMS["media"]
OF_FIRMS = _FIRMS["of firms"]
LEGAL_FORMS = _FIRMS["legal forms"]
WORDLIKE_ENDINGS = _FIRMS["wordlike endings"]
_ASSISTANTS = word_lists("naming/assistants.txt")
OF_MUCH_ELSE = _ASSISTANTS["of much else"]
ASSISTANTS = {provider: names for provider, names in _ASSISTANTS.items() if names is not OF_MUCH_ELSE}
"""What the assistants of a provider, and their maker, are called."""
