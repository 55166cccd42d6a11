"""Troubles and doubts of English sentences, cut into what they are about and what is said of that."""

import re
from collections.abc import Iterator

from analyzer.sites.rules.reading.english.grammar import as_clause, sentences, strip_quotes, tokens
from analyzer.sites.rules.reading.english.statements import Statement, stated
from common.english.words import AUXILIARIES, PRONOUNS, VERBS

_PAIN = re.compile(
    r"\b(?:struggl\w+|frustrat\w+|complain\w*|forget|forgets|forgotten|los(?:e|es|ing|t)|wast(?:e|es|ed|ing)|"
    r"tired|worr(?:y|ies|ied)|"
    r"overwhelm\w*|upsets?|nobody\s+(?:knows|answers|explains|tells|replies|helps|has\s+time)|confus\w+|"
    r"complicated|difficult|hard\s+to|too\s+(?:\w+\s+)?(?:expensive|big|long|late|small|many|much|slow|tight|heavy|"
    r"hard|complicated|difficult)|never\s+know|feels?\s+like|(?:no|not\s+enough|lack(?:s|"
    r"ing)?(?:\s+of)?)\s+(?:time|money|energy|idea|space|staff)|"
    r"fail(?:s|ed|ing)?|miss(?:es|ed|ing)?|stuck|pain\w*|hurts?|aches?|blisters?|broken|breaks?|wrong|mess|chaos|"
    r"chasing|drown\w*|slips?|"
    r"afraid|scared|stress\w*|gave\s+up|give\s+up|don't\s+(?:know|have|want)|cannot|can't|lies?\s+idle|climb\w*|"
    r"takes?\s+(?:\w+\s+){0,2}"
    r"(?:hours|evening|day|weeks|ages|forever|long)|spends?\s+(?:\w+\s+){0,2}(?:hours|days|evenings|weekends)|fewer|"
    r"at\s+the\s+last\s+minute|sore|wet|cold|stale|unfair|unsure|guilty)\b",
    re.IGNORECASE,
)
_NAMED_PROBLEM = re.compile(
    r"\b(?:problems?|trouble|challenges?|worr(?:y|ies)|fears?|"
    r"pain\s+points?)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:tell|told|say|said|complain(?:ed)?|find|found|report|hear|know|feel|felt)\s+(?:us\s+|me\s+|"
    r"you\s+)?(?:that\s+)?"
    r"(?=(?:they|their|the|there|nobody|[a-z]+s)\b)(?P<clause>.+)",
)
_MANY = re.compile(
    r"^(?P<group>(?:most|many|some|all)\s+(?:of\s+our\s+)?(?:[a-z]+\s+)?[a-z]+s)\s+(?P<pain>[a-z]+.*)",
    re.IGNORECASE | re.DOTALL,
)
_GROUP_WITH_PAIN = re.compile(
    r"\b(?P<group>[a-z]+s)\s+(?:that|who)\s+(?P<pain>(?:lose|struggle|forget|waste|worry|miss|suffer|cannot|can't|"
    r"don't\s+have)\b[^.;:]{5,80})"
)
_CUSTOMER = re.compile(
    r"\b(?:you|your|i|my|they|their|people|customers|clients|nobody|everybody|most|many|parents|patients|teams|"
    r"owners|"
    r"[a-z]+(?:ers|ors|ists|ents|shops|businesses|companies|families))\b",
    re.IGNORECASE,
)
_OWN_VOICE = re.compile(r"\b(?:we|our|us|ours)\b", re.IGNORECASE)
_IMPERATIVE = re.compile(
    r"^(?:please|don't|do not|never|always|let|if|contact|call|see|read|stop|avoid|no|unlike|when it comes)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:never|no|nobody|won't|don't|doesn't|without|not)\s+(?:\w+\s+)?(?:lose|loses|worry|miss|misses|struggle|"
    r"forget|waste|jump)\b"
)
_HESITATION = re.compile(
    r"\b(?:too|expensive|cost|costs|price|pay|contract|cancel|leave|switch|locked|spam|dead|worth|risk|safe|"
    r"secure|compliant|computers?|"
    r"complicated|difficult|hard|tiny|small|late|old|time|need|trust|refund|return|fit|wrong|annoy|guarantee|"
    r"hidden|fees?|long|hurt|"
    r"allergic|quit|fail|damage\w*|lose)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:too|expensive|dead|difficult|hard|complicated|spam|hurt|risky|wrong|fail|lose|damaged?|extra|hidden)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"^(?P<aux>is|are|isn't|aren't|will|won't)\s+(?P<subject>it|this|that|they|(?:my|the|a|your)\s+[\w-]+|"
    r"(?!there\b)[\w-]+)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_CAN_I = re.compile(r"^(?:so )?can i (?P<rest>[a-z].+)$", re.IGNORECASE)
_DO_I = re.compile(r"^(?:so )?(?:do|will) i (?P<rest>(?:need|have to|lose|pay)\b.+)$", re.IGNORECASE)
_WHAT_IF = re.compile(r"^(?:and )?what (?:if|happens (?:if|when)) (?P<rest>[a-z].+)$", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"]([^”\"]{8,120})[”\"]")
_OBJECTING = re.compile(
    r"\b(?:objections?|hesitat\w+|sceptic\w*|skeptic\w*|doubts?|unsure|shy\s+away|put\s+off|worried\s+that)\b",
    re.IGNORECASE,
)


Found = tuple[float, Statement]


def pains_of(sentence: str, *, after_problem: bool) -> Iterator[Found]:
    """Troubles that a sentence on the customers' side names; those after "the problem is" and quotes weigh more."""
    flat = sentence.replace("’", "'")
    told = _TOLD.search(flat)
    weight = (1.0 if after_problem or _NAMED_PROBLEM.search(flat) else 0.0) + (1.0 if told else 0.0)
    customers = told is not None or _CUSTOMER.search(flat) is not None
    for part in _parts(told["clause"] if told else flat) if customers else ():
        if pain := _pain(part, told=told is not None):
            yield weight + min(len(_PAIN.findall(part)), 3) * 0.5, pain
    if group := _GROUP_WITH_PAIN.search(flat):
        yield 2.0, Statement(group["group"], as_clause(group["pain"]), group[0], of_customers=True)


def doubts_of(text: str, *, question: bool) -> Iterator[Found]:
    """Doubts of a FAQ's question, or those that a sentence quotes or reports."""
    if question:
        yield from _doubts_of_question(text)
        return
    for quote in _QUOTED.findall(text) if _OBJECTING.search(text) else ():
        if _CUSTOMER.search(quote) or _HESITATION.search(quote):
            yield 2.5, stated(as_clause(quote), quote)
    if worry := re.search(r"\b(?:worried|afraid|concerned)\s+that\s+(?P<clause>[^.?!]+)", text):
        yield 2.0, stated(as_clause(worry["clause"]), worry["clause"])


def _parts(sentence: str) -> Iterator[str]:
    """The sentence, or its halves where "but", ";" or ":" joins two statements."""
    yield from re.split(
        r"\s*[;:]\s+|,\s+but\s+|,\s+so\s+|\s+–\s+|,?\s+and\s+(?:that\s+|(?=(?:most|many|some)\s+[a-z]+s\s))", sentence
    )


def _pain(part: str, *, told: bool) -> Statement | None:
    """A trouble in a part of a sentence; what customers ``told`` of themselves begins with "they"."""
    if part.endswith("?") or _OWN_VOICE.search(part) or _IMPERATIVE.match(part) or _NEGATED.search(part):
        return None
    if not _PAIN.search(part) or not _has_subject_and_verb(part):
        return None
    clause = _LED_IN.sub("", as_clause(part))
    if many := _MANY.match(clause):
        return Statement(many["group"], many["pain"], part, of_customers=True)
    return stated(clause, part, of_customers=told and part.startswith("they "))


_LED_IN = re.compile(r"^(?:so|and|but|because|that|then|today|sadly|unfortunately|often)\s+", re.IGNORECASE)
_NO_SUBJECT = AUXILIARIES | {
    "to",
    "it",
    "which",
    "who",
    "when",
    "if",
    "than",
    "or",
    "with",
    "for",
    "that",
    "this",
    "in",
}


def _has_subject_and_verb(part: str) -> bool:
    """A clause of its own: does not begin with a verb or a conjunction, and has a verb further on."""
    parts = [token.lower() for token in tokens(strip_quotes(part))]
    if not parts or parts[0] in VERBS - {"people", "most"} or parts[0] in _NO_SUBJECT:
        return False
    return any(
        token in AUXILIARIES
        or token.removesuffix("s") in VERBS
        or token.removesuffix("es") in VERBS
        or token.endswith(("ed", "'s", "n't"))
        or token in ("felt", "gave", "lost", "forgot", "went", "took", "spent", "has", "hurts")
        for token in parts[1:]
    )


def _doubts_of_question(heading: str) -> Iterator[Found]:
    """ "I have no time. How long does it take?" gives the statement; "Is it too expensive?" the doubt in it."""
    if "?" not in heading:
        return
    for part in sentences(heading):
        if not part.endswith("?"):
            if PRONOUNS & {token.lower() for token in tokens(part)}:
                yield 2.0, stated(as_clause(part), part)
        elif doubt := _doubt(part) or _asked_of_oneself(part):
            yield 1.5, doubt


def _doubt(question: str) -> Statement | None:
    """ "Isn't e-mail dead?": e-mail might "be dead"; "Is it safe?": it might "not be safe".

    The customer asks: "your" is the company's, "my" his own.
    """
    flat = re.sub(r"\byour\b", "the", question.replace("’", "'").rstrip("? "), flags=re.IGNORECASE)
    found = _DOUBT.match(flat)
    if found is None or not _HESITATION.search(flat):
        return None
    aux, subject, rest = found["aux"].lower(), found["subject"], found["rest"]
    subject = subject[0].lower() + subject[1:] if not subject.isupper() else subject
    negative = aux.endswith("n't") or _NEGATIVE.search(rest) is not None
    verb = "" if aux.startswith(("will", "won't")) else "be "
    return Statement(subject, f"{'' if negative else 'not '}{verb}{rest}", question, asked=True)


def _asked_of_oneself(question: str) -> Statement | None:
    """ "Can I cancel?": I might "not be able to cancel"; "Do I need a card?": I might "need a card"."""
    flat = question.replace("’", "'").rstrip("? ")
    if found := _CAN_I.match(flat):
        return Statement("I", f"not be able to {found['rest']}", question, asked=True)
    if found := _DO_I.match(flat):
        return Statement("I", found["rest"], question, asked=True)
    if found := _WHAT_IF.match(flat):
        return stated(as_clause(found["rest"]), found["rest"])
    return None
