"""The shape of a finding: a noun phrase, a complaint, a question. What is not clearly one of them is left out.

Sites write in fragments, calls and slogans; a fragment in the wrong slot makes a sentence that nobody would say.
"""

import re

from common.contracts.vocabulary import Concern, SourcedText
from common.english.nouns import is_mass, is_plural, plural, split_head
from simulator.plans.rules.english.concerns import doubt_of, said, statement_of
from simulator.plans.rules.english.grammar import plain_noun_phrase
from simulator.plans.rules.languages.pack import Pack

_LONGEST_TEXT = 300
_CLAUSE_WORDS = (4, 20)
_QUESTION_WORDS = (4, 16)
_NOT_PLAIN = re.compile(
    r"[\"“”„«»\[\]{}<>|@#*_=;:()…£€$%/\\~^]|\.\s|https?|www\.|\d{4,}|[^\W\d_]\d|\d[^\W\d_]", re.IGNORECASE
)
_WORD = re.compile(r"^[^\W\d_][\w’'-]*$")


def squeezed(text: str) -> str:
    """One space between words; nothing that cannot be seen."""
    return " ".join("".join(each for each in text if each.isprintable() or each.isspace()).split())


def noun_phrase(found: SourcedText, pack: Pack, texts: str, *, longest: int = 5) -> str | None:
    """The finding as a noun phrase in running text, or None. ``texts``: all that the site says, to tell names by."""
    text = squeezed(found.text[:_LONGEST_TEXT]).strip(" .!")
    text = re.split(pack.words["phrases"]["cut"], text)[0].strip()
    if not 2 < len(text) <= 60 or _NOT_PLAIN.search(text) or re.search(r"\d", text):
        return None
    rules = pack.words["phrases"]
    if re.search(rules["anybody"], text, re.IGNORECASE):
        return None
    if any(re.fullmatch(rules["never"], word, re.IGNORECASE) for word in text.split(" ")):
        return None
    shape = {"en": _english, "de": _german, "fr": _french}[pack.language]
    return shape(text, pack, texts, longest)


def _english(text: str, pack: Pack, texts: str, longest: int) -> str | None:
    phrase = plain_noun_phrase(text, longest=longest)
    if phrase is None or re.search(r"\w’|\w'", phrase):
        return None
    written = text.split(" ")
    named = all(word[:1].isupper() for word in written)
    known = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", texts) is not None
    common = len(written) == 1 and re.search(pack.words["phrases"]["common"], phrase) is not None
    return phrase if known or common or not named else None


def _german(text: str, pack: Pack, texts: str, longest: int) -> str | None:
    words = text.split(" ")
    if len(words) > longest or not all(_WORD.match(word.rstrip("-")) for word in words):
        return None
    rules = pack.words["phrases"]
    small = [word for word in words if not word[:1].isupper()]
    if re.search(rules["lead"], words[0], re.IGNORECASE):
        return None
    if not words[-1][:1].isupper() or any(not re.search(rules["small"], word) for word in small):
        return None
    if re.search(rules["adjective"], words[0]) and len(words) > 1 and words[0][:1].isupper():
        lowered = words[0][:1].lower() + text[1:]
        return lowered if lowered in texts else None
    first = words[0]
    return None if first[:1].islower() and not re.search(r"(?:e|en)$", first) else text


def _french(text: str, pack: Pack, texts: str, longest: int) -> str | None:
    rules = pack.words["phrases"]
    text = re.sub(rules["lead"], "", text, flags=re.IGNORECASE)
    words = text.split(" ")
    if not text or len(words) > longest + 1 or not all(_WORD.match(word) for word in words):
        return None
    if re.search(rules["infinitive"], words[0], re.IGNORECASE) or words[-1].lower() in rules["open_end"]:
        return None
    if sum(word[:1].isupper() for word in words[1:]) > 0 and text not in texts:
        return None
    return text if words[0].isupper() and len(words[0]) > 1 else text[:1].lower() + text[1:]


def is_several(phrase: str, language: str) -> bool:
    """Whether a phrase is in the plural, as far as its form tells; German does not tell and is taken as it is."""
    if language == "en":
        return is_plural(split_head(phrase)[1])
    return language == "de" or phrase.split(" ", maxsplit=1)[0].endswith(("s", "x", "z"))


def group(found: SourcedText, pack: Pack, texts: str) -> str | None:
    """A group of customers in the plural, or None."""
    phrase = noun_phrase(found, pack, texts.lower() if pack.language == "en" else texts)
    if phrase is None:
        phrase = _small_group(found, pack, texts)
    if phrase is None or pack.language != "en":
        return phrase
    if re.match(r"new\s", found.text, re.IGNORECASE):
        phrase = f"new {phrase}"  # of goods it is praise, of people a fact
    several = re.search(r"\s(?:after|before|during|under|without)\s", phrase) or is_mass(split_head(phrase)[1])
    return phrase if several else plural(phrase)


def _small_group(found: SourcedText, pack: Pack, texts: str) -> str | None:
    """English groups begin with a capital for no other reason than that they stand in a list."""
    if pack.language != "en":
        return None
    return noun_phrase(found.model_copy(update={"text": found.text[:1].lower() + found.text[1:]}), pack, texts)


def complaint(concern: Concern, pack: Pack, names: re.Pattern[str]) -> str | None:
    """A problem as a customer says it of himself, a sentence without its end; None where it is not one."""
    if pack.language == "en":
        sentence = statement_of(said(concern), names) if len(concern.text) <= _LONGEST_TEXT else None
        named = sentence is not None and sentence.startswith(("My biggest problem is", "I keep having trouble"))
        return None if named or (sentence and pack.names("voice", "told", sentence)) else sentence
    return _own_clause(concern, pack, names)


def doubt(concern: Concern, pack: Pack, names: re.Pattern[str]) -> str | None:
    """An objection as a customer's own doubt, a sentence without its end, or None."""
    if len(concern.text) > _LONGEST_TEXT:
        return None
    if pack.language == "en":
        found = doubt_of(said(concern), names)
        return found[:1].upper() + found[1:] if found else None
    return _own_clause(concern, pack, names)


def _own_clause(concern: Concern, pack: Pack, names: re.Pattern[str]) -> str | None:
    text = squeezed(concern.text[:_LONGEST_TEXT]).strip(" .!")
    words = text.split()
    if not _CLAUSE_WORDS[0] <= len(words) <= _CLAUSE_WORDS[1] or names.search(text):
        return None
    if "?" in text or _NOT_PLAIN.search(text) or pack.names("voice", "addressed", text):
        return None
    if pack.names("voice", "told", text):
        return None
    cut = concern.subject is not None and concern.trouble is not None
    if not (pack.names("voice", "subject", text) or (cut and len(words) >= _CLAUSE_WORDS[0] + 1)):
        return None
    return text[:1].upper() + text[1:]


def question(concern: Concern, pack: Pack, names: re.Pattern[str]) -> str | None:
    """A question of the site that anybody could ask of any supplier, with its question mark; None where none is."""
    for text in (concern.quote, concern.evidence, concern.text):
        asked = squeezed((text or "")[:_LONGEST_TEXT])
        if not asked.endswith("?") or not _QUESTION_WORDS[0] <= len(asked.split()) <= _QUESTION_WORDS[1]:
            continue
        asked = asked.rstrip(" \u00a0\u202f?") + (" ?" if pack.language == "fr" else "?")
        if names.search(asked) or _NOT_PLAIN.search(asked) or re.search(r"[.!?].", asked):
            continue
        if pack.names("voice", "ask_us", asked) or pack.names("voice", "vague", asked):
            continue
        if pack.names("voice", "asks", asked):
            return asked[:1].upper() + asked[1:]
    return None
