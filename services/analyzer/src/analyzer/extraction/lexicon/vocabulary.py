"""English words and names by what they are; the lists themselves are ``lists/english.txt`` and ``lists/names.txt``."""

from analyzer.extraction.lexicon.words import word_lists

_ENGLISH, _NAMES, _HEADINGS = word_lists("english.txt"), word_lists("names.txt"), word_lists("headings.txt")

FUNCTION_WORDS = _ENGLISH["function words"]
ADJECTIVES = _ENGLISH["adjectives"]
ADVERBS = _ENGLISH["adverbs"]
NOUNS_AND_VERBS = _ENGLISH["nouns and verbs"]
WEEKDAYS_AND_MONTHS = _ENGLISH["weekdays and months"]
SMALL_WORDS = _ENGLISH["small words"]
TIME_AND_PLACE = _NAMES["time and place"]
GIVEN_NAMES = _NAMES["given names"]
CONCEPT_ACRONYMS = _NAMES["concept acronyms"]
NO_BRANDS = _NAMES["no brands"]
PLACEHOLDERS = _NAMES["placeholders"]
PERSONS = _NAMES["persons"]
OF_FAMILIES = _NAMES["of families"]
WAYS_BEHIND = _NAMES["ways behind"]
WAYS_BEFORE = _NAMES["ways before"]
GIVEN_NAMES_OF_BRANDS = _NAMES["given names of brands"]
SECTIONS = _HEADINGS["sections"]
ADVICE = _HEADINGS["advice"]
NAMES_WANTED = _HEADINGS["names wanted"]
