"""What is said about one brand: the clauses it governs, with the brand masked.

In a segment's text the brand in question is ``T``, every other brand ``O`` (private-use characters), an enumeration
that holds the brand is a single ``T``. Cue patterns then need no knowledge of names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analyzer.extraction.lexicon.english import is_function_word
from analyzer.extraction.lexicon.words import words
from analyzer.extraction.meaning.clauses import pronouns
from analyzer.extraction.meaning.clauses.comparison import FIRST_SLOT, MASK, OTHER, comparisons
from analyzer.extraction.meaning.clauses.idioms import in_plain_words
from analyzer.extraction.meaning.clauses.steps import steps
from analyzer.extraction.meaning.clauses.structure import Outline
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.text.document import Document
from analyzer.extraction.text.sentences import Sentence

T, O = MASK, OTHER  # noqa: E741 - the two letters of every pattern
_MANY = 12  # a sentence that names more brands is an enumeration: all are read alike

_BRAND = f"[{T}{O}]"
_ANY_BRAND = re.compile(_BRAND)
_ALONE = (
    r"(?:is|was|has|comes|takes|gets|offers|provides|focuses|costs|charges|lets|gives|makes|does|doesn't|isn't"
    r"|lacks|wins|finishes|ranks|lands|rounds)"
)
_JOIN = rf"(?:, ?(?!and {_BRAND} {_ALONE}\b)(?:and |or |& )?| (?:and|or|&|\+) | (?:and|or) (?:the|an?) | ?/ ?)"
_GROUP = re.compile(rf"{_BRAND}(?:{_JOIN}{_BRAND}){{1,40}}")
_VERB = (
    r"(?:is|are|was|has|have|offers?|provides?|comes|focuses|excels|works|costs|charges|includes|lets|gives"
    r"|tends|can|may|might|would|isn't|lacks|shines|wins|specializes|remains|stands|makes|does|doesn't"
    r"|supports)"
)
_CLAUSE = re.compile(
    r"(?=[;,\s])(?<!^if so)(?:"  # nothing else can begin one: a letter costs one look and not six
    rf"\s*;\s*|\s–\s(?={_BRAND})|,?\s+(?=(?:but|however|whereas|although|though|yet|otherwise|while)\b)"
    rf"|,\s(?:and\s)?(?={_BRAND} {_VERB}\b)"
    rf"|\sand\s(?={_BRAND} {_VERB}\b)|,?\sand\s"
    r"(?=(?:take|use|try|choose|get|buy|pick|consider|go with|go for|opt for|switch to|start with|begin with"
    r"|move to|stick with|stay with|upgrade to)\s)"
    r"|,?\s(?:and|so)\s(?=(?:it|that|this)(?:'s| is| would be)\s(?:still\s)?(?:my|our|what|where|the one)\b"
    r"|(?:i|we)(?:'d| would)\s(?:\w+\s)?(?:\w+\s){1,2}(?:it|there)\b"
    r"|you can\s(?:\w+\s)?(?:rely|count)\son\s(?:it|them)\b"
    r"|(?:i|we)(?:'d| would)?\s(?:suggest|recommend|advise)\s(?:that\s)?you\s"
    r"|that's\swhy\s(?:i|we)\b|(?:just\s)?(?:try|get|buy|take|choose|pick|go\swith|go\sfor|grab|order)\s(?:it|that\sone)\b))"
)
_NUMBER_POINT = re.compile(r"(?<=\d)[.,](?=\d)")  # no end of a sentence, no comma
_SPACED_HYPHEN = re.compile(
    r"\b(well|high|low|long|top|award|best|must|user|time|full|self|price|one|all|cost|budget|first|second"
    r"|third) - (?=[a-z])"
)
_MODEL_WORDS = 9
_MODEL_WORD = re.compile(
    r"(?:[ -]|'s? )([A-Z][\w+-]*|[A-Z\d][A-Z\d/-]{4,}|[a-z]{1,2}-?\d[\w-]*|[A-Z]?\d[\w+-]*(?= [A-Z])"
    r"|[A-Z]{0,3}\d{1,4}[A-Za-z]{0,2}(?=[ ,.;:)]|$)"
    r"(?! (?:%|percent|per|users|stars|times|years|months|days|hours|minutes|million|billion|people|points)))"
)
_VERBS_OF_TITLES = words(
    "Is Are Was Has Have Offers Provides Lets Makes Helps Gives Comes Can Will Does Works Costs Review Reviews"
)
_PAREN = re.compile(r" ?\([^()]{0,120}\)")
_PLACED = re.compile(
    r" ?\((?:(?:#?\d{1,2}(?:st|nd|rd|th)?|first|second|third)(?: place)?"
    r"|(?:our |my |the )?(?:best overall|top pick|top choice|winner|overall winner|runner-up))\)"
)
_MEASURE = re.compile(
    r"\b(?:alternatives? to|(?:instead|because) of|rather than|unlike|compared (?:to|with)|besides|apart from"
    r"|similar to|different from) (?:the )?$",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"(?<={T})\s*(?:[:–|]|- )+\s*")
_TITLED = re.compile(rf"^([^{T}{O}.,;:?!]{{2,40}}) – (?=(?:the )?{_BRAND})")
"""A label before a brand: its dash is a colon, and no end of a clause."""
_BY_ITSELF = re.compile(rf"\baccording to {T},? (?={T}|it |its |they |their )")
_LED = re.compile(rf"^(?:if|when|whenever|for|in case|whether|once)\b[^,;:{T}{O}]{{3,110}}, (?={_BRAND} {_VERB}\b)")
"""A condition at the head of a sentence: what it says is not about the brand, that there is one matters."""


@dataclass(slots=True)
class Segment:
    """One clause about one brand; ``start`` and ``end`` delimit evidence that holds a mention of it.

    ``whole`` is the masked sentence. ``rivals`` are the owners that the sentence sets it against. ``direct`` says that
    the clause names the brand itself instead of going on about it, ``step`` that it is a step of instructions.
    """

    owner: int
    text: str
    whole: str
    start: int
    end: int
    rivals: tuple[int, ...]
    direct: bool
    question: bool
    sentence: int
    step: bool = False


def segments(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], structure: Outline
) -> Iterator[Segment]:
    """The segments of every brand in order of the text."""
    at = 0
    carried: tuple[int, ...] = ()
    carried_block = -1
    last_seen: dict[int, Sentence] = {}
    stepped = steps(document)
    for number, sentence in enumerate(sentences):
        inside: list[Mention] = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            if mentions[at].start >= sentence.start:
                inside.append(mentions[at])
            at += 1
        if document.blocks[sentence.block].kind in ("code", "source"):
            yield from _bare(inside, sentence, number)
            continue
        if carried_block != sentence.block:
            carried, carried_block = (), sentence.block
        topic = structure.topic.get(sentence.block, ())
        if inside:
            about = carried[0] if len(carried) == 1 else None
            seen = last_seen.get(about, sentence) if about is not None else sentence
            told = _named(document, sentence, inside, number, (about, seen))
            yield from (replace(one, step=True) for one in told) if sentence.block in stepped else told
            for mention in inside:
                last_seen[mention.owner] = sentence
            if topic or not pronouns.is_where(document.text, sentence.start, inside[0].start):
                carried = topic or _subjects(document.text, inside)
        else:
            yield from _unnamed(document, sentence, number, topic, carried, last_seen)


def _unnamed(
    document: Document,
    sentence: Sentence,
    number: int,
    topic: tuple[int, ...],
    carried: tuple[int, ...],
    last_seen: dict[int, Sentence],
) -> Iterator[Segment]:
    """A sentence without a name: about the brand that heads its part, or the one before that its pronoun stands for."""
    text = document.text[sentence.start : sentence.end].lower().replace("\n", " ")
    spoken = pronouns.with_brand(text, T)
    if not topic and spoken and len(carried) == 1:
        topic = carried
    for owner in topic[:2]:
        seen = last_seen.get(owner)
        if seen and sentence.end - seen.start <= 900:
            masked = _tidy(spoken or f"{T} {text}")
            yield Segment(owner, masked, masked, seen.start, sentence.end, (), False, text.endswith("?"), number)


def _bare(inside: Sequence[Mention], sentence: Sentence, number: int) -> Iterator[Segment]:
    for owner in dict.fromkeys(mention.owner for mention in inside):
        yield Segment(owner, T, T, sentence.start, sentence.end, (), True, False, number)


def _subjects(text: str, inside: Sequence[Mention]) -> tuple[int, ...]:
    """Whom the next sentence goes on about: the first brand that is more than what another is measured by."""
    told = (one for one in inside if not _MEASURE.search(text, max(0, one.start - 30), one.start))
    return (next(told, inside[0]).owner,)


def _named(
    document: Document,
    sentence: Sentence,
    inside: Sequence[Mention],
    number: int,
    carried: tuple[int | None, Sentence],
) -> Iterator[Segment]:
    """The segments of a sentence that names brands; ``carried`` is the brand that its pronoun may stand for, and the
    sentence that names it: the evidence of a comparison with it begins there."""
    about, named_in = carried
    owners = list(dict.fromkeys(mention.owner for mention in inside))
    slots = {owner: chr(FIRST_SLOT + index) for index, owner in enumerate(owners)}
    parts, at = [], sentence.start
    for mention in inside:
        parts += [document.text[at : mention.start], slots[mention.owner]]
        at = _after_model(document.text, mention.end, sentence.end)
    coded = "".join([*parts, document.text[at : sentence.end]]).lower().replace("\n", " ")
    if _NUMBER_POINT.search(coded):
        coded = _NUMBER_POINT.sub("\u00b7", coded)
    coded = coded.replace("tl;dr", "tldr")
    if " - " in coded:
        coded = _SPACED_HYPHEN.sub(r"\1-", coded)
    question = coded.rstrip(" \"')").endswith("?")
    rivals = _rivals(*_spelled_out(coded, slots, about)) if len(owners) <= _MANY else {}
    alike = _masked(coded, slots, None) if len(owners) > _MANY else ""
    known: dict[str, list[tuple[str, bool]]] = {}
    for owner in owners:
        masked = alike or _masked(coded, slots, owner)
        if masked not in known:
            known[masked] = _clauses(masked)
        for clause, direct in known[masked]:
            against = rivals.get(owner, ())
            start = named_in.start if about in against and about not in slots else sentence.start
            yield Segment(owner, clause, masked, start, sentence.end, against, direct, question, number)


def _after_model(text: str, end: int, limit: int) -> int:
    """The end of the model that is named behind a brand ("Breville Smart Oven", "Galaxy S24"): the same subject."""
    for _ in range(_MODEL_WORDS):
        hit = _MODEL_WORD.match(text, end, limit)
        if hit is None or is_function_word(hit[1].lower()) or hit[1] in _VERBS_OF_TITLES:
            break
        end = hit.end()
    return end


def _spelled_out(coded: str, slots: dict[int, str], about: int | None) -> tuple[str, dict[int, str]]:
    """The sentence with the brand in place of the pronoun that opens it ("It lasts longer than O")."""
    pronoun = pronouns.SUBJECT.match(coded) if about is not None and about not in slots else None
    if pronoun is None or about is None:
        return coded, slots
    slot = chr(FIRST_SLOT + len(slots))
    return slot + coded[pronoun.end() :], {**slots, about: slot}


def _rivals(coded: str, slots: dict[int, str]) -> dict[int, tuple[int, ...]]:
    """Whom the sentence sets each owner against."""
    if len(slots) < 2:
        return {}
    owners = {slot: owner for owner, slot in slots.items()}
    rivals: dict[int, dict[int, None]] = {}
    for together in comparisons(coded):
        members = sorted(owners[slot] for slot in together)
        for owner in members:
            rivals.setdefault(owner, {}).update(dict.fromkeys(other for other in members if other != owner))
    return {owner: tuple(others) for owner, others in rivals.items()}


def _masked(coded: str, slots: dict[int, str], owner: int | None) -> str:
    """The sentence with ``owner`` as ``T`` and the others as ``O``; with all as ``T`` for no owner."""
    table = {ord(slot): T if owner in (other, None) else O for other, slot in slots.items()}
    return _tidy(coded.translate(table))


def _aside(hit: re.Match[str]) -> str:
    """A parenthesis is left out, unless it names a brand or a place ("(2nd)")."""
    aside = hit.group()
    return aside if T in aside or O in aside or _PLACED.fullmatch(aside) else ""


def _tidy(masked: str) -> str:
    text = _PAREN.sub(_aside, masked) if "(" in masked else masked
    if " – " in text:
        text = _TITLED.sub(r"\1: ", text)
    if "according to " in text:
        text = _BY_ITSELF.sub(rf"{T} says ", text)
    return _LABEL.sub(": ", in_plain_words(text)).strip()


def _collapse(hit: re.Match[str]) -> str:
    """One brand for an enumeration; two names with a comma alone (``unlike O, T is``) are none."""
    if len(hit.group()) <= 4 and "," in hit.group():
        return hit.group()
    return T if T in hit.group() else O


def _clauses(masked: str) -> list[tuple[str, bool]]:
    """The clauses that hold ``T`` or go on about it; a clause that goes on gets ``T`` as its subject."""
    collapsed = _GROUP.sub(_collapse, masked)
    found: list[tuple[str, bool]] = []
    subject = ""
    for clause in _CLAUSE.split(_LED.sub("if so, ", collapsed)):
        first = _ANY_BRAND.search(clause)
        if first is None:
            if subject == T and clause:
                found.append((pronouns.with_brand(clause, T) or _continued(clause), False))
            continue
        subject = first.group()
        if T in clause:
            found.append((clause, True))
    return found


def _continued(clause: str) -> str:
    linked = re.match(r"(?:but|however|although|though|yet|while|whereas),?\s+(?:it|they)?\b", clause)
    return f"{T} {clause[linked.end() :].strip()}" if linked else f"{T} {clause}"


def governs(text: str, position: int) -> bool:
    """Whether ``T`` is the brand that a word at ``position`` of a clause is about: the clause's first brand, adjuncts
    (``unlike O, ...``) aside; a word before any brand is about the first that follows."""
    adjunct = _ADJUNCT.match(text)
    begin = adjunct.end() if adjunct and position >= adjunct.end() else 0
    first = _ANY_BRAND.search(text, begin)
    return first is None or first.group() == T


_ADJUNCT = re.compile(
    r"(?:unlike|like|according to|compared (?:to|with)|similar to|instead of|in contrast to|rather than"
    rf"|as an? alternative to|besides|apart from|in addition to)\s[^,{T}{O}]{{0,40}}{_BRAND}[^,{T}{O}]{{0,40}},"
)
