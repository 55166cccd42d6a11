"""English noun phrases: number, articles, casing. Small on purpose, and strict: what it does not know it refuses."""

import re


def words(text: str) -> frozenset[str]:
    """A word list, written as running text."""
    return frozenset(text.split())


_VOWEL_SOUND = re.compile(r"^(?:hour|honest|heir|honou?r|[aeiou])", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(r"^(?:uni(?!m|n)|use|user|usa|uk\b|eu|one|once|ubi|ure)", re.IGNORECASE)
_LETTER_BY_LETTER = re.compile(r"^[A-Z]{2,5}s?\b(?![a-z])")
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")

_IRREGULAR = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "tooth": "teeth",
    "half": "halves", "wife": "wives", "life": "lives", "knife": "knives", "shelf": "shelves", "loaf": "loaves",
    "analysis": "analyses", "crisis": "crises", "menu": "menus", "gym": "gyms",
}  # fmt: skip
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()}
_UNCHANGING = frozenset({"series", "species", "means", "sheep", "headquarters"})
_SINGULAR_IN_S = words(
    "business mattress fitness class glass dress boss gas bus virus campus bonus lens canvas address process access "
    "express press success analytics electronics physics economics logistics mathematics ceramics cosmetics athletics "
    "wellness press loss cross campus atlas chess compass harness illness fortress status focus chorus"
)
MASS = words(
    "advice accommodation accounting art beauty beer bread care cheese chocolate clothing coffee content cookware "
    "cosmetics data decor education electronics energy entertainment equipment fashion fitness food footwear furniture "
    "gear hardware hosting housing insurance jewellery jewelry knitwear lighting logistics luggage machinery makeup "
    "marketing music news nutrition outerwear packaging paper payroll perfume produce recruitment research safety "
    "security skincare software sportswear stationery storage support tea technology tourism traffic training "
    "transport travel underwear water wear wine wool yarn analytics automation bookkeeping payments delivery"
)
_MASS_ENDINGS = ("ware", "wear", "care", "ment", "ance", "ence", "ics", "ness", "ship")
_COUNT_DESPITE_ENDING = words(
    "building listing booking setting meeting ring wedding landing painting rating offering blanket covering "
    "appointment document payment apartment department investment instrument supplement treatment garment statement "
    "alliance appliance balance audience conference experience residence clinic topic fabric ship"
)
PROPER = words(
    "amazon android apple black-friday christmas easter ebay english etsy europe european facebook french german "
    "google india instagram ireland irish italian japanese kubernetes linkedin linux london mac magento microsoft "
    "outlook paris paypal pinterest python salesforce shopify slack spanish square squarespace stripe tiktok uk us usa "
    "whatsapp windows wix woocommerce wordpress xero youtube british american canadian australian dutch"
)
_CASED = {"ios": "iOS", "paypal": "PayPal", "linkedin": "LinkedIn", "woocommerce": "WooCommerce", "ebay": "eBay",
          "wordpress": "WordPress", "whatsapp": "WhatsApp", "youtube": "YouTube", "tiktok": "TikTok",
          "uk": "UK", "us": "US", "usa": "USA", "smb": "SMB", "smbs": "SMBs", "b2b": "B2B", "hr": "HR", "it": "IT",
          "crm": "CRM", "seo": "SEO", "api": "API", "diy": "DIY", "pos": "POS", "gdpr": "GDPR", "qr": "QR"}  # fmt: skip


def squeeze(text: str) -> str:
    """One space between words, none around."""
    return " ".join(text.split())


def with_article(phrase: str) -> str:
    """``phrase`` with its indefinite article, chosen by sound: "a university", "an hour", "an SMS tool"."""
    return f"{_article(phrase)} {phrase}"


def _article(phrase: str) -> str:
    first = phrase.split(maxsplit=1)[0].strip("\"'“‘(")
    if _LETTER_BY_LETTER.match(first):
        return "an" if first[0] in _VOWEL_LETTERS else "a"
    if _CONSONANT_SOUND.match(first):
        return "a"
    return "an" if _VOWEL_SOUND.match(first) else "a"


def is_mass(word: str) -> bool:
    """Whether ``word`` is not counted: "software", "skincare", "insurance"."""
    low = word.lower()
    if low in MASS:
        return True
    if low in _COUNT_DESPITE_ENDING:
        return False
    return (low.endswith("ing") and len(low) > 5) or low.endswith(_MASS_ENDINGS)


def is_plural(word: str) -> bool:
    """Whether ``word`` has the form of a plural."""
    low = word.lower()
    if low in _SINGULARS or low in _UNCHANGING:
        return True
    return len(low) > 2 and low.endswith("s") and not low.endswith(("ss", "us", "is")) and low not in _SINGULAR_IN_S


def plural_word(word: str) -> str:
    """The plural of one word; a plural stays as it is."""
    low = word.lower()
    if is_plural(word):
        return word
    if low in _IRREGULAR:
        return _cased_like(word, _IRREGULAR[low])
    if re.search(r"[^aeiou]y$", low):
        return word[:-1] + "ies"
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def singular_word(word: str) -> str:
    """The singular of one word; a singular stays as it is."""
    low = word.lower()
    if not is_plural(word) or low in _UNCHANGING:
        return word
    if low in _SINGULARS:
        return _cased_like(word, _SINGULARS[low])
    if low.endswith("ies") and len(low) > 4 and low not in ("movies", "cookies", "selfies", "hoodies", "smoothies"):
        return word[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes", "zzes")) or low in ("businesses", "viruses", "buses", "lenses"):
        return word[:-2]
    return word[:-1]


def _cased_like(model: str, word: str) -> str:
    return word.capitalize() if model[:1].isupper() else word


_HEAD_ENDS = re.compile(r"\s(?:of|in|at|with|on|from|for|to|by|who|that|which|without|under|over|between)\s", re.I)


def split_head(phrase: str) -> tuple[str, str, str]:
    """(words before the head, the head noun, what follows it): ("young ", "parent", " of toddlers")."""
    cut = _HEAD_ENDS.search(phrase)
    core, tail = (phrase[: cut.start()], phrase[cut.start() :]) if cut else (phrase, "")
    before, _, head = core.rpartition(" ")
    return (f"{before} " if before else "", head, tail)


def plural(phrase: str) -> str:
    """``phrase`` with its head noun in the plural."""
    before, head, tail = split_head(phrase)
    return before + plural_word(head) + tail


def singular(phrase: str) -> str:
    """``phrase`` with its head noun in the singular."""
    before, head, tail = split_head(phrase)
    return before + singular_word(head) + tail


def indefinite(phrase: str) -> str:
    """``phrase`` as an object: with an article where its head is counted and singular, bare otherwise."""
    head = split_head(phrase)[1]
    return phrase if is_plural(head) or is_mass(head) else with_article(phrase)


def lower_phrase(text: str) -> str:
    """A fragment in running-text case: headings lose their capitals, acronyms and proper names keep theirs."""
    words = squeeze(text).split(" ")
    ordinary = [word for word in words if word[:1].isalpha()]
    title_cased = sum(word[:1].isupper() for word in ordinary) > 1
    return " ".join(_lower_word(word, first=i == 0, title_cased=title_cased) for i, word in enumerate(words))


def _lower_word(word: str, *, first: bool, title_cased: bool) -> str:
    low = word.lower()
    if low in _CASED:
        return _CASED[low] if low not in ("it", "us") or word.isupper() else low
    if low in PROPER:
        return low.capitalize()
    if any(letter.isupper() for letter in word[1:]) or not word[:1].isupper():
        return word
    return low if first or title_cased else word


def capitalized(text: str) -> str:
    """``text`` with a capital first letter; the rest is left alone."""
    return text[:1].upper() + text[1:]


_SPACE_BEFORE = re.compile(r"\s+([,.;:!?])")


def sentences(text: str) -> str:
    """``text`` as sentences: single spaces, none before punctuation, a capital at each start, an end mark."""
    flat = _SPACE_BEFORE.sub(r"\1", squeeze(text))
    flat = re.sub(r"([.!?])\s+([a-z])", lambda found: f"{found[1]} {found[2].upper()}", flat)
    flat = capitalized(flat)
    return flat if flat.endswith((".", "!", "?")) else flat + "."


COUNTED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(count: int) -> str:
    """A count as one writes it in a sentence: words to twelve, figures above."""
    return COUNTED[count] if 0 <= count < len(COUNTED) else str(count)


_PLAIN_WORD = re.compile(r"^[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9'’&/+-]*$")
_NOT_IN_A_NOUN_PHRASE = words(
    "a an the i we you he she it they me us him her them my our your his its their this that these those who which "
    "what how why when where is are was were be been being am do does did done has have had can could will would "
    "shall should may might must get gets getting make makes made let lets see sees bring brings write writes start "
    "starts started try buy sell sells learn discover find grow build create save send sends keep keeps turn turns "
    "take takes give gives say says said know knows need needs want wants run runs and/or not no yes if because while "
    "than then so but or as at by from in into on onto out over up with without until about more most less least "
    "every everything everyone anyone all any each both other another now today here there again ever never always "
    "book choose compare request contact join meet explore read view watch download switch works work fits stop "
    "welcome hello thanks please just only even also too very your's"
)
_PUFFERY = words(
    "all-in-one amazing award-winning beautiful best best-in-class better cutting-edge easy easy-to-use effortless "
    "exceptional fast fastest free friendly game-changing great innovative leading modern new next-generation "
    "perfect powerful premium revolutionary robust scalable seamless simple smart state-of-the-art stunning superior "
    "trusted ultimate unique unrivalled world-class quality high-quality our"
)


_NOUNS_IN_LY = words("family supply assembly fly jelly belly butterfly monthly weekly daily")


def noun_phrase(text: str, *, longest: int = 4) -> str | None:
    """``text`` as a plain noun phrase in running-text case without puffery, or None where it is not clearly one."""
    trimmed = re.split(r"[,;:(–—|]|\s-\s|\s(?:such as|including|like)\s", squeeze(text).strip(" .!?\"“”'"))[0].strip()
    trimmed = re.sub(r"^(?:for|the|a|an|our)\s+", "", trimmed, flags=re.IGNORECASE)
    words = trimmed.split(" ")
    while words and words[0].lower() in _PUFFERY:
        words = words[1:]
    if not words or len(words) > longest or not all(_PLAIN_WORD.match(word) for word in words):
        return None
    lowered = [word.lower() for word in words]
    if any(word in _NOT_IN_A_NOUN_PHRASE or word in _PUFFERY for word in lowered):
        return None
    if (
        lowered[-1] in ("of", "and", "for", "to")
        or lowered[-1].endswith(("ly", "ed"))
        or (lowered[0].endswith("ly") and lowered[0] not in _NOUNS_IN_LY)
    ):
        return None
    return lower_phrase(" ".join(words))
