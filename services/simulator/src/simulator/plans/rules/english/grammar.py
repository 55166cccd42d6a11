"""English noun phrases: number, articles, casing. Small on purpose, and strict: what it does not know it refuses."""

import re

from common.english.nouns import is_mass, is_plural, split_head
from common.english.words import FUNCTION_WORDS, NOUNS_IN_LY, PREPOSITIONS, PUFFERY, words

_VOWEL_SOUND = re.compile(r"^(?:hour|honest|heir|honou?r|[aeiou])", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(r"^(?:uni(?!m|n)|use|user|usa|uk\b|eu|one|once|ubi|ure)", re.IGNORECASE)
_LETTER_BY_LETTER = re.compile(r"^[A-Z]{2,5}s?\b(?![a-z])")
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")

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


def punctuated(text: str) -> str:
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
_LEADING_AWAY = words("as at by from in into on onto out over up with without until about")
"""Behind these a fragment tells how, when or where; "of", "for" and "to", "after" and "near" also stand in names."""
_VERB_FORMS = words(
    """get gets getting make makes made let lets see sees bring brings write writes start starts started try buy sell
    sells learn discover find grow build create save send sends keep keeps turn turns take takes give gives say says
    said know knows need needs want wants run runs done book choose compare request contact join meet explore read view
    watch download switch works work fits stop"""
)
"""Of verbs, the forms with which sites address or call: with nouns that are spelled alike, a verb is meant mostly."""
_IN_NAMES = words("and back still mine")
"""Function words that also begin or join names of things: "back pain", "still water"."""
_NOT_IN_A_NOUN_PHRASE = (
    (FUNCTION_WORDS - PREPOSITIONS - _IN_NAMES)
    | _LEADING_AWAY
    | _VERB_FORMS
    | words("and/or yes everything another other welcome hello thanks please your's")
)
_TELLING_IN_LY = NOUNS_IN_LY | words("monthly weekly daily")


def plain_noun_phrase(text: str, *, longest: int = 4) -> str | None:
    """``text`` as a plain noun phrase in running-text case without puffery, or None where it is not clearly one."""
    trimmed = re.split(r"[,;:(–—|]|\s-\s|\s(?:such as|including|like)\s", squeeze(text).strip(" .!?\"“”'"))[0].strip()
    trimmed = re.sub(r"^(?:for|the|a|an|our)\s+", "", trimmed, flags=re.IGNORECASE)
    words = trimmed.split(" ")
    while words and words[0].lower() in PUFFERY:
        words = words[1:]
    if not words or len(words) > longest or not all(_PLAIN_WORD.match(word) for word in words):
        return None
    lowered = [word.lower() for word in words]
    if any(word in _NOT_IN_A_NOUN_PHRASE or word in PUFFERY for word in lowered):
        return None
    if (
        lowered[-1] in ("of", "and", "for", "to")
        or lowered[-1].endswith(("ly", "ed"))
        or (lowered[0].endswith("ly") and lowered[0] not in _TELLING_IN_LY)
    ):
        return None
    return lower_phrase(" ".join(words))
