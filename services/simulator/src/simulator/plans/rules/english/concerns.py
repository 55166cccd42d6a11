"""Problems and objections of a site, turned into what a customer would say about himself; else into themes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from common.contracts.vocabulary import Concern
from common.english.nouns import is_plural, split_head
from common.english.voice import first_person, own_words
from common.english.words import words
from simulator.plans.rules.english.grammar import capitalized, lower_phrase, plain_noun_phrase, squeeze

Worry = Literal["price", "time", "ease", "size", "trust", "switching", "fit", "commitment", "quality"]

_WORRY_CUES: tuple[tuple[Worry, str], ...] = (
    ("switching", r"\b(?:switch|move|moving|migrat\w+|transfer|import|change from|another (?:tool|provider))\b"),
    ("price", r"\b(?:price|prices|pricing|cost|costs|expensive|afford|budget|cheap|fee|fees|money|charge|pay|worth)\b"),
    ("commitment", r"\b(?:contract|cancel|leave|refund|return|returns|trial|locked|commit\w*|guarantee|warranty)\b"),
    ("size", r"\b(?:small|tiny|too big|size|few|only a|grow|scale|team of)\b"),
    ("time", r"\b(?:time|busy|minutes|hours|days|weeks|fast|slow|long|quick\w*|wait\w*|delivery)\b"),
    ("ease", r"\b(?:difficult|complicated|hard|learn\w*|technical|computers?|easy|set up|setup|skills?|confus\w+)\b"),
    ("trust", r"\b(?:trust|safe|secure|security|privacy|gdpr|data|spam|legal|complian\w+|reliable|scam|legit)\b"),
    ("fit", r"\b(?:work with|works with|connect\w*|integrat\w+|compatible|fit|fits|suit\w*|support\w*)\b"),
    ("quality", r"\b(?:quality|last|lasts|break|durable|results?|work|works|really|effective|dead)\b"),
)

_NEGATIVE = re.compile(
    r"\b(?:no|not|never|nobody|nothing|can'?t|cannot|don'?t|doesn'?t|won'?t|isn'?t|hard|harder|too|waste\w*|wasting|"
    r"forget\w*|slow|expensive|difficult|struggl\w+|without|miss\w*|lack\w*|chas\w+|problems?|trouble|late|stuck|idle|"
    r"worr\w+|confus\w+|complicated|broken|pain\w*|hours|manual\w*|mess\w*|los\w+|tired|fail\w*|risk\w*|stress\w*|"
    r"fewer|drop\w*|unsure|overwhelm\w*|outdated|spreadsheets?|late|hurt\w*|ache\w*|sore|afraid)\b",
    re.IGNORECASE,
)
_TIRESOME = words(
    "chasing guessing juggling losing missing overpaying paying spending struggling switching waiting wasting worrying "
    "forgetting dealing fighting hunting"
)
_LONGEST = 21
_OWN_VOICE = re.compile(r"\b(?:we|our|ours|us|he|she|his|her)\b", re.IGNORECASE)
_YOU_AS_SUBJECT = re.compile(r"(^|\b(?:and|but|because|when|while|if|that|until|before|after|so)\s|,\s)you\b", re.I)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A kind of worry, a customer's own words for it, or both."""

    kind: Worry | None
    words: str | None = None


def worry_of(objection: str) -> Worry | None:
    """What kind of worry an objection is, by the first cue in order of how much it tells; None without any."""
    return next((worry for worry, cue in _WORRY_CUES if re.search(cue, objection, re.IGNORECASE)), None)


def said(concern: Concern) -> str:
    """A problem or an objection in the customer's words: made of its parts, or as it came where it was not cut."""
    if concern.trouble is None:
        return concern.text
    asked = (concern.quote or "").rstrip().endswith("?")
    return own_words(concern.trouble, concern.subject, of_customers=concern.of_customers is True, asked=asked)


def doubts(objections: Iterable[Concern], brands: re.Pattern[str]) -> tuple[Doubt, ...]:
    """The objections as doubts, one of each kind, in the site's order, worded as a customer could."""
    found: dict[object, Doubt] = {}
    for objection in objections:
        clause = said(objection)
        kind, own = worry_of(clause), doubt_of(clause, brands)
        if own is not None or kind is not None:
            found.setdefault(kind or own, Doubt(kind, own))
    return tuple(found.values())


def doubt_of(objection: str, brands: re.Pattern[str]) -> str | None:
    """An objection as a clause in the first person, or None where it is not one already."""
    text = squeeze(objection).strip(" .!").replace("’", "'")
    if brands.search(text) or re.search(r"[?\"“”:;()…£$€%]|\.\s|\byour?\b|\bwe\b|\bour\b", text, re.IGNORECASE):
        return None
    text = re.split(r"\sfor (?:a|an|my|our)\s", text)[0]
    if not 3 <= len(text.split()) <= 14:
        return None
    said = text if re.match(r"I\b", text) else text[:1].lower() + text[1:]
    if re.search(r"\b(?:might|could)\b", said):
        return f"I'm worried that {said}"
    return said if re.match(r"(?:I|I'm|my|it sounds|it looks|it seems)\b", said) else None


def statements(problems: Iterable[Concern], brands: re.Pattern[str]) -> tuple[str, ...]:
    """The problems a customer can say of himself, as sentences without an end mark; the others are left out."""
    found = (statement_of(said(problem), brands) for problem in problems)
    return tuple(dict.fromkeys(statement for statement in found if statement is not None))


def statement_of(problem: str, brands: re.Pattern[str]) -> str | None:
    """One problem in the first person, or None where the words can't be turned round safely."""
    text = squeeze(problem).strip(" .!").replace("’", "'")
    if not text or brands.search(text) or re.search(r"[?!\"“”:;()…£$€%]|\.\s|\d{4,}", text):
        return None
    if len(text.split()) > _LONGEST:
        return None
    found = _first_person(text) or _of_you(text) or _lack(text) or _clause(text) or _gerund(text) or _named(text)
    return capitalized(found) if found else None


def _first_person(text: str) -> str | None:
    own = re.search(r"\b(?:I|I'm|I've|my|me|we|we're|we've|our)\b", text, re.IGNORECASE)
    over = re.search(r"\byour?\b|\bused to\b", text, re.IGNORECASE)  # "I used to" tells that it is solved
    voices = re.search(r"\b(?:I|my|me)\b", text, re.I) and re.search(r"\b(?:we|our|us)\b", text, re.I)
    return text if own and len(text.split()) > 3 and not over and not voices else None


def _clause(text: str) -> str | None:
    """A complaint about how things are, such as "deadlines live in one spreadsheet and nobody finds the other"."""
    start = text.lower().split()[:5]
    whole = len(text.split()) >= 6 and _FINITE_SOMEWHERE.search(text) and not {"that", "who", "which"} & set(start)
    return text if whole and _NEGATIVE.search(text) and not re.search(r"\byour?\b", text, re.I) else None


_FINITE_SOMEWHERE = re.compile(
    r"\b(?:is|are|was|were|has|have|does|do|lies|live|comes?|goes|go|feels?|takes?|costs?|knows?|reach|look|looks|"
    r"makes?|gets?|keeps?|ends?|falls?|runs?|stays?|forget|forgets|disappears?|can|can't|cannot|don't|doesn't)\b",
    re.IGNORECASE,
)


def _of_you(text: str) -> str | None:
    if not re.match(r"you\b|your\b", text, re.IGNORECASE) or not _NEGATIVE.search(text) or _OWN_VOICE.search(text):
        return None
    subjects = len(_YOU_AS_SUBJECT.findall(text))
    if subjects != len(re.findall(r"\byou\b", text, re.IGNORECASE)):
        return None  # which "you" is an object takes a parser to be sure
    return capitalized(first_person(text))


def _lack(text: str) -> str | None:
    found = re.match(r"(no|not enough|too many|too much|lack of|little)\s+(.+)", text, re.IGNORECASE)
    if not found or _OWN_VOICE.search(text) or re.search(r"\b(?:you|your|is|are|was|needed|required)\b", text, re.I):
        return None
    amount, what = found[1].lower(), lower_phrase(found[2])
    amount = {"lack of": "not enough", "little": "too little"}.get(amount, amount)
    return f"I have {amount} {what}"


def _gerund(text: str) -> str | None:
    first, _, rest = text.partition(" ")
    if not first.lower().endswith("ing") or not rest or _FINITE.search(rest):
        return None
    phrase = re.sub(r"\byour\b", "my", f"{first.lower()} {rest}")
    if _OWN_VOICE.search(phrase):
        return None
    return f"I'm tired of {phrase}" if first.lower() in _TIRESOME else f"I find {phrase} harder than it should be"


_PLURAL_MODIFIERS = words("sales sports goods customs news accounts operations systems savings arts series")
_FINITE = re.compile(
    r",|\b(?:is|are|was|were|you|feels?|takes?|costs?|means|makes?|gets?|needs?|seems?|looks?|keeps?|leads?|can|will|"
    r"should|has|have|becomes?|requires?)\b",
    re.IGNORECASE,
)


def _named(text: str) -> str | None:
    phrase = plain_noun_phrase(text)
    if phrase is None or " " not in phrase or re.search(r"[,;:(–—|]", text):
        return None
    before, head, _ = split_head(phrase)
    if any(is_plural(word) and word not in _PLURAL_MODIFIERS for word in before.split()):
        return None  # "list lies idle": a verb that looks like a plural
    return f"My biggest problem is {phrase}" if is_plural(head) else f"I keep having trouble with {phrase}"
