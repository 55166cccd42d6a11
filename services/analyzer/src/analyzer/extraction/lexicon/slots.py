"""Words beside which a name stands, or does not; ``lists/slots.txt`` lists them and says what each list is for."""

from analyzer.extraction.lexicon.words import word_lists

_SLOTS = word_lists("slots.txt")

VERBS = _SLOTS["verbs"]
COPULAS = _SLOTS["copulas"]
OF_ONE = _SLOTS["of one"]
FIRM = _SLOTS["firm"]
DAY_PARTS = _SLOTS["day parts"]
DAYS_DO = _SLOTS["days do"]
TAKERS = _SLOTS["takers"]
WEAK_TAKERS = _SLOTS["weak takers"]
DETERMINERS = _SLOTS["determiners"]
CALENDAR = _SLOTS["calendar"]
PRODUCT_NOUNS = _SLOTS["product nouns"]
PLACES = _SLOTS["places"]
OBJECTS = _SLOTS["objects"]
INTERJECTED = _SLOTS["interjected"]
ADVERBIAL = _SLOTS["adverbial"]
PAST = _SLOTS["past"]
MADE = _SLOTS["made"]
PASSING = _SLOTS["passing"]
PRONOUNS = _SLOTS["pronouns"]
TIERS = _SLOTS["tiers"]
LETTERED = _SLOTS["lettered"]
DOES = _SLOTS["does"]
MAY_DO = _SLOTS["may do"]
MANY_DO = _SLOTS["many do"]
TAKEN = _SLOTS["taken"]
CHOOSERS = _SLOTS["choosers"]
OPENERS = _SLOTS["openers"]
OTHER_VERBS = _SLOTS["other verbs"]
