"""A clause of a page cut into what it is about and what is said of that, in the page's own words."""

import re
from dataclasses import dataclass, replace

from analyzer.sites.rules.reading.english.grammar import NOUNS_TOO
from common.contracts.vocabulary import Concern
from common.english.nouns import is_plural
from common.english.voice import own_words
from common.english.words import ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, VERBS, words

_PRONOUN = re.compile(
    r"(?P<subject>you|i|we|they|it|nobody|everybody|everyone|somebody|someone|nothing|everything)\s+(?P<rest>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\s,;:()–]+")
_THEMSELVES = words("you i we")
_FINITE = AUXILIARIES - words("be been being") | words("feels felt gave lost forgot went took spent hurts")
_NO_NOUN = CONJUNCTIONS | PREPOSITIONS | ADVERBS - words("there") | words("that which who")
_BREAK = re.compile(r"\s*[,;:()–]")


@dataclass(frozen=True, slots=True)
class Statement:
    """``subject`` is None where the clause could not be cut with certainty: then ``trouble`` is all of it.

    ``quote`` holds the words as the page has them. ``asked``: a question about it, ``trouble`` an infinitive.
    """

    subject: str | None
    trouble: str
    quote: str
    of_customers: bool = False
    asked: bool = False

    @property
    def text(self) -> str:
        """The clause in the customer's voice, for readers who know nothing of the parts."""
        return own_words(self.trouble, self.subject, of_customers=self.of_customers, asked=self.asked)

    def quoted_from(self, sentence: str) -> "Statement":
        """With the quote as ``sentence`` spells it: patterns see straight apostrophes only."""
        at = sentence.replace("’", "'").find(self.quote)
        return replace(self, quote=sentence[at : at + len(self.quote)].strip(" .!")) if at >= 0 else self

    def on(self, url: str, evidence: str) -> Concern:
        """What is published of it."""
        return Concern(
            text=self.text, url=url, evidence=evidence, subject=self.subject, trouble=self.trouble, quote=self.quote,
            of_customers=self.of_customers,
        )  # fmt: skip


def stated(clause: str, quote: str, *, of_customers: bool = False) -> Statement:
    """A clause as a statement. ``of_customers``: whoever is reported there are the customers."""
    subject, trouble = _cut(clause)
    themselves = of_customers or (subject is not None and subject.lower() in _THEMSELVES)
    return Statement(subject, trouble, quote, subject is not None and themselves)


def _cut(clause: str) -> tuple[str | None, str]:
    """Subject and predicate; no subject where the clause is not plainly a noun phrase followed by its verb."""
    if found := _PRONOUN.fullmatch(clause):
        return found["subject"], found["rest"]
    before = ""
    for at, found in enumerate(_WORD.finditer(clause)):
        low = found[0].lower()
        if at and _is_its_verb(low, before, _WORD.search(clause, found.end())):
            return clause[: found.start()].rstrip(), clause[found.start() :]
        if low in _NO_NOUN or "'" in low or _BREAK.match(clause, found.end()):
            return None, clause
        before = low
    return None, clause


def _is_its_verb(word: str, before: str, after: re.Match[str] | None) -> bool:
    """Whether ``word`` is the finite verb of the noun ``before``: "list lies", "newsletters take", "boots are".

    A form in -s with a verb ``after`` it is a plural: "customer orders get lost".
    """
    if before in DETERMINERS:
        return False
    if word in _FINITE:
        return True
    if is_plural(before):
        return word in VERBS
    plain = after is not None and after[0].lower() in _FINITE | (VERBS - NOUNS_TOO)
    return word.endswith("s") and word.removesuffix("s") in VERBS and not plain
