"""Refusals: answers that give nothing."""

import re
from collections.abc import Sequence

_APOLOGY = (
    r"(?:(?:i['’]?m|i am|we are|we['’]?re) (?:very |so |really |truly )?(?:sorry|afraid)|sorry|apologies"
    r"|my apologies|i apologi[sz]e|unfortunately|regrettably)"
)
_MODEL = (
    r"as an? (?:\w+ ){0,3}(?:ai|language model|assistant|llm|chatbot|artificial intelligence)"
    r"(?: (?:language )?(?:model|assistant))?"
)
_UNABLE = (
    r"(?:i|we) (?:can(?:no|['’])?t|can not|cannot|could(?: not|n['’]t)|am not able to|['’]m not able to"
    r"|am unable to|will not|won['’]t|must decline|"
    r"have to decline|do(?: not|n['’]t) (?:feel comfortable|think i can))"
    r"(?: \w+){0,3}? (?:help|assist|provide"
    r"|recommend(?! \S+(?: \S+){0,2} (?:enough|in good conscience|to anyone|to any|anymore|any ?more|because"
    r"|since))|answer|comply|fulfil+|give|offer|share|discuss|support|do|access|browse|create|generate|make"
    r"|find|tell|comment)"
    r"|i(?:['’]m| am) (?:unable|not able) to|(?:i|we) do(?: not|n['’]t) have (?:\w+ ){0,3}"
    r"(?:access|information|info|knowledge|data|details|opinions?|preferences|ability|capability)"
    r"|(?:i|we) (?:have|had|found|find|could find) no (?:\w+ ){0,2}(?:information|info|knowledge|data|details|records?)"
    r"|(?:i|we) (?:could(?: not|n['’]t)|did(?: not|n['’]t)|can(?:no|['’])?t) find "
    r"(?:any|enough|specific|reliable)? ?(?:\w+ )?(?:information|info|data|details|records?|results?)"
    r"|i(?:['’]m| am) not (?:familiar with|aware of)|i do(?: not|n['’]t) know|i can only"
)
_REFUSING = re.compile(rf"(?:{_MODEL}|\b(?:{_UNABLE}))", re.IGNORECASE)
_APOLOGISES = re.compile(rf"^\W*{_APOLOGY}\b", re.IGNORECASE)
_POLITE = re.compile(
    r"(?:please|feel free|let me know|if you (?:have|need|would like|'d like|want|can|could|provide)"
    r"|i(?:['’]d| would| will|['’]ll) be (?:happy|glad)|is there anything|"
    r"how (?:can|may) i|could you|can you|do you|would you|i (?:recommend|suggest|advise|encourage) "
    r"(?:that you )?(?:you )?(?:to )?(?:check|visit|consult|reach|contact|look|speak|search|refer|do|conduct"
    r"|research)|"
    r"(?:you )?(?:may|might|can|could|should)(?: want to)? (?:check|visit|consult|contact"
    r"|try (?:search|visit|check)|reach)|my (?:knowledge|training|purpose|goal)|"
    r"it(?:['’]s| is) (?:best|important|possible|always)|thank|for (?:the )?(?:most )?"
    r"(?:up-to-date|accurate|current|more))",
    re.IGNORECASE,
)
# "..., but" and then something of substance: no courtesy, no further refusal.
_PIVOT = re.compile(
    r"\b(?:but|however)\b,? (?!(?:i|we|you|if|please|feel|that|for|as|unfortunately|it|my|this)\b)\w"
    r"|\b(?:but|however)\b,? (?:i|we|you) (?:can|could|may|might|would|do)(?! not|['’]t|not) (?:also )?"
    r"(?:recommend|suggest|tell|share|list|try|consider|use|choose|give|offer (?:some|a few)|provide)"
    r"|\b(?:but|however)\b,? i['’](?:d|ll) (?:recommend|suggest)",
    re.IGNORECASE,
)
# "A and B are tied; I can't tell them apart": what stands before the refusal says something.
_STATES = re.compile(r"\b(?:is|are|was|were|has|have|offers?|costs?|makes?)\b|;", re.IGNORECASE)
_FOREIGN = re.compile(
    r"(?:es tut mir leid|leider kann ich|je suis désolée?|je suis desolee?|je ne peux pas|lo siento"
    r"|no puedo (?:ayudar|proporcionar)|desculpe|sinto muito|não posso|nao posso|"
    r"申し訳(?:ありません|ございません)|できません|抱歉|对不起|很抱歉|無法|无法)",
    re.IGNORECASE,
)


def refuses(sentences: Sequence[str]) -> bool:
    """Whether an answer as a whole refuses: it opens with a refusal and adds nothing but courtesies."""
    if not sentences or not any(_is_refusing(sentence) for sentence in sentences[:2]):
        return False
    if len(sentences) > 12:
        return False
    rest = [sentence for sentence in sentences if not _is_empty(sentence)]
    return not rest


def _is_refusing(sentence: str) -> bool:
    if _FOREIGN.search(sentence[:40]):
        return True
    hit = _REFUSING.search(sentence)
    return hit is not None and hit.start() < 80 and not _STATES.search(sentence, 0, hit.start())


def _is_empty(sentence: str) -> bool:
    """A sentence that adds no content to a refusal."""
    if _PIVOT.search(sentence):
        return False
    return bool(
        _is_refusing(sentence)
        or _APOLOGISES.match(sentence)
        or _POLITE.match(sentence.lstrip(" \"'"))
        or _POLITE.search(sentence[:45])
    )
