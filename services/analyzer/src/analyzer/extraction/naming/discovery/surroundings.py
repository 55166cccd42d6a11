"""What stands around a capitalised name and speaks for a brand: patterns with a weight each.

2.0 and more make a name by themselves; what is 1.0 needs something beside it.
"""

import re

from analyzer.extraction.lexicon.words import words
from analyzer.extraction.naming.discovery.candidates import CandidateName
from analyzer.extraction.naming.scanning import Scan

_KIND = (
    r"(?:\w+[\w-]*\s|[\w-]+,\s){0,6}?(?:platforms?|tools?|softwares?|apps?|applications?|compan(?:y|ies)"
    r"|services?|providers?|brands?|products?|solutions?|suites?|systems?|crms?|"
    r"retailers?|stores?|marketplaces?|startups?|agenc(?:y|ies)|websites?|builders?|plugins?|manufacturers?"
    r"|airlines?|banks?|chains?|makers?|editors?|assistants?|vendors?|labels?)\b"
)
_AFTER = (
    (re.compile(rf"'?s?\s(?:is|was|remains)\s(?:an?|the|one of the|another|your|our)\s{_KIND}", re.IGNORECASE), 2.5),
    (
        re.compile(
            r"(?:\s[a-z]+)?[\"']?\s(?:(?:likely|probably|usually|typically|generally)\s)?"
            rf"(?:is|was|refers to|appears to be|seems to be)\s(?:an?|the)\s{_KIND}",
            re.IGNORECASE,
        ),
        2.5,
    ),
    (
        re.compile(
            r" (?!(?:19|20)\d\d\b)(?:[A-Z]{1,4}-?)?\d{3,7}[A-Z]{0,3}\b(?! (?:users|people|customers|employees))"
        ),
        1.25,
    ),
    (re.compile(rf"\s?[:–-]\s(?:an?|the|one of the|another)\s{_KIND}", re.IGNORECASE), 2.5),
    (re.compile(rf",\s(?:an?|the|another)\s{_KIND}", re.IGNORECASE), 2.0),
    (
        re.compile(
            r"\s(?:offers|provides|lets you|allows you|integrates|specializes|charges|costs|announced|launched"
            r"|acquired|(?:has |have )?(?:partnered|teamed up)|excels|supports|has a free|includes a|sells)\b"
        ),
        2.0,
    ),
    (
        re.compile(
            r"\s(?:has|helps|makes|comes with|focuses|enables|features|includes|stands out"
            r"|is (?:known|popular|great|best|ideal|perfect|good|easy|cheaper|better|free|more|also|widely|highly|well"
            r"|designed|used))\b"
        ),
        1.25,
    ),
    (re.compile(r",? (?:Inc|LLC|Ltd|GmbH|Corp|Corporation|AG|PLC)\b"), 3.0),
    (
        re.compile(
            r"'s\s(?:free|pricing|platform|app|software|plan|customer|features?|website|product|users?|tool|service"
            r"|interface|editor|new)\b"
        ),
        1.5,
    ),
    (re.compile(r"\s\((?:best|great|good|ideal|free|from|perfect)\b"), 1.25),
    (re.compile(r"\s(?:vs\.?|versus)\s", re.IGNORECASE), 1.5),
    (re.compile(r"\s(?:app|software|platform|account|plan|users|store|website|pricing|subscription)\b"), 1.0),
)
_AFTER_BEGINS = frozenset(" ',:–-s\"")
_BEFORE = (
    (
        re.compile(
            r"\b(?:option|choice|alternative|tool|platform|software|service|provider|one|pick) (?:is|would be) "
            r"(?:the )?$",
            re.IGNORECASE,
        ),
        2.0,
    ),
    (re.compile(r"\binclud(?:e|es)\s$", re.IGNORECASE), 1.25),
    (
        re.compile(
            r"\b(?:such as|tools like|platforms? like|apps? like|services? like|providers? like|companies like"
            r"|brands? like|software like|solutions? like|options? like|including|alternatives? to|competitors like|"
            r"competitors? (?:are|include)|alternatives? (?:are|include)|options? (?:are|include)|sites? like"
            r"|stores? like|retailers? like|programs? like|products? like|systems? like|CRMs? like)\s(?:the )?$",
            re.IGNORECASE,
        ),
        2.0,
    ),
    (
        re.compile(
            r"\b(?:recommend|suggest|try|use|using|choose|consider|prefer|with|via|on|than|from|check out|go with"
            r"|switch to|migrate to|versus|vs\.?|unlike|called|named|at|bought|by)\s(?:using |trying )?$",
            re.IGNORECASE,
        ),
        1.0,
    ),
)
_LEADING = words(
    """
    is be the include includes as like including to are use using try trying recommend suggest choose consider prefer
    with via on than from out versus vs vs. unlike called named at bought by
    """
)
"""The last word of whatever ``_BEFORE`` looks for: most names stand behind another one."""


def place_score(scan: Scan, one: CandidateName) -> float:
    """What the surroundings of one occurrence say for a brand: 0 for nothing."""
    text = scan.document.text
    block = scan.document.blocks[scan.document.block_at(one.start)]
    after = text[one.end : min(one.end + 110, block.end)]
    before = text[max(block.start, one.start - 40) : one.start]
    score = 0.0
    if after[:1] in _AFTER_BEGINS:
        score = max([0.0, *(weight for pattern, weight in _AFTER if pattern.match(after))])
    if _last_word(before) in _LEADING:
        score += max([0.0, *(weight for pattern, weight in _BEFORE if pattern.search(before))])
    return score + (one.head if score or one.form > 0 else min(one.head, 1.0))


def _last_word(before: str) -> str:
    return before.rstrip().rpartition(" ")[2].lower().lstrip("(\"'*_[-–—/,;:.!?") if before[-1:].isspace() else ""
