"""Sentences that set brands against each other, and which.

Works on a sentence in which each brand is one private-use character of ``SLOTS``.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from analyzer.extraction.lexicon.words import words

SLOTS = "\ue010-\uf8ff"
FIRST_SLOT = 0xE010
MASK = "\ue001"
"""The brand in question, where only one is looked at."""
OTHER = "\ue002"
"""Every other brand, where only one is looked at."""

_ONE = f"[{SLOTS}]"
_ONE_OR_MASK = f"[{MASK}{SLOTS}]"
_ANY = f"{_ONE}(?:(?:, ?{_ONE}){{0,9}}(?:,? (?:and|or|&) | ?/ ?){_ONE})?"
_AGAINST = (
    r"(?:(?<!rather )than(?! [$€£]?\d)|compared (?:to|with)|relative to|as opposed to|in contrast to"
    r"|on (?:a )?par with|a match for|(?:half|a third|a quarter|a fraction|twice|times) (?:of )?the "
    r"(?:price|cost|size|speed|weight|range) of|versus|vs\b\.?)"
)
_BEATS = (
    r"(?:outperform(?:s|ed)?|beats?|surpass(?:es|ed)?|outshines?|edg(?:es?|ed) out|trumps?|rivals?|competes? with"
    r"|undercuts?|outsells?|outlasts?|outpaces?|outscores?|outclass(?:es)?|trails?"
    r"|(?:pulls?|comes?|is|are|stays?) ahead of"
    r"|ranks? (?:ahead of|above|below|behind)|lags? behind|(?:falls?|fell|fallen) (?:short of|behind)"
    r"|has (?:the|an) edge over|holds its own against)"
)
_GRADED = (
    r"(?:cheaper|better|simpler|faster|easier|more \w+|less \w+|stronger"
    r"|similar|comparable|superior|inferior|equivalent)"
)
_STEMS = words(
    """
    angr bigg bland bold brav bright broad bulk bus calm cheap chewi classi clean clear clever clos cold cool cos craz
    creami crisp cut dark deep dens dirt dr dull eas fair fanc fast fatt fin firm flat fond fresh friendl funn
    gentl grand great green handi happi hard harsh health heav high hot humbl jui keen kind larg lean light likel
    livel lone long loos loud lov low luck mild neat new nic nois old pal plain plump pretti pric prou pur quick quiet
    rar rich rip risk rough round rud sad saf salt scar sharp short shin shini silk simpl slick slim slow small smart
    smooth soft spic steadi steep stiff strict strong sturd sunn sweet tall tast thick thin tight tini tough
    trendi trick tru ugl vast warm wealth weak weird wid wild wis young
    """
)
"""What stands before "er" and "est", the "i" of "easier" left out."""
_STEM = f"(?:{'|'.join(sorted(_STEMS))})"
_MORE = (
    rf"(?<!no )(?<!any )(?:{_STEM}(?:i?er|ger|ter|ner|yer)|better|worse|further|(?:more|less) (?!than\b)\w+"
    r"|less|fewer|(?:half|twice|(?:three|four|five|ten) times) (?:as|the)|superior|inferior)"
)
_OUTDOES = (
    rf"(?:(?:[^{SLOTS}.;]{{2,60}}?\s(?:for|at) (?:about |roughly |less than |only )?"
    r"(?:half|an? (?:third|quarter|fifth|tenth|fraction)|two thirds|three times|twice)(?: of)? the "
    r"(?:price|cost))"
    r"|\s(?:is|are|tastes|feels|looks|comes|runs|sits|stays|has the|have the|offers the|gets the|makes the"
    rf"|pays the)\s(?:the\s)?(?:{_STEM}i?(?:g|t|n)?est|closest|highest|lowest|most \w+|least \w+)\b"
    r"(?! (?:choice|option|pick|way|bet)\b)"
    r"|(?:'s|\s(?:is|are|was|feels?|looks?|sounds?|runs?|seems?|proves?|comes out|tends to be|will be))\s"
    rf"(?:\w+\s){{0,2}}?{_MORE}"
    r"|\s(?:costs?|charges?|weighs|lasts|works|runs|performs|scores|does|has|have|offers?|gives?|gets?"
    rf"|comes with|needs?|takes|holds|handles)\s(?:[^{SLOTS}.;,]{{0,30}}?\s)?{_MORE}"
    r"|\s(?!(?:makes|lets|helps|keeps|wants|features|includes|uses|brings|delivers|provides"
    rf"|means)\b)\w{{3,}}s\s(?:\w+\s){{0,1}}?{_MORE})\b"
    r"(?! and more\b| than (?:before|ever|most|you|enough|just|one|a|\d))"
)
_DOES = (
    r"\s(?:carries|has|have|is|gets|offers|gives|scores?|wins|leads|lasts|costs?|charges|takes|pays|runs"
    r"|weighs|starts|comes|sits|ranks|needs|sells|holds)\b"
)
_GAP = r"(?:,?\s(?:the|an?|on|at|for|in|up to|about|roughly|around|only|just|maybe|under|over)\s|,?\s[$€£]?\d)"
"""Right behind a brand: its clause leaves out the verb of the one before ("A has the best reach, B the best price")."""
_SUPERLATIVE = (
    r"(?:the|its) (?:\w+est|best|worst|most \w+|least \w+) (?:[\w-]+ ){0,4}?of "
    r"(?:the (?:two|three|four|five|six|seven|ten|bunch|lot|group|pack|pair|trio)|all|them|these|those|both)\b"
)
_ALIKE = (
    r"(?:similar|comparable|different|differ|equal(?:ly)?|alike|tied|identical|neck and neck|on par"
    r"|evenly matched|interchangeable"
    r"|(?:much )?the same|a toss-up|a draw|(?:so|very|extremely|pretty) close)"
)
_BUT = r"(?:while|whereas|but|though|although|however,?)"
_PREFER = r"(?:prefer|choose|pick|recommend|chose|favou?r|go with)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ANY}[^.;]{{0,160}}?\b(?:{_AGAINST}|{_BEATS})[^.;]{{0,60}}?{_ANY}",
        rf"\b(?:unlike|while|whereas|although|though|{_AGAINST})\s[^.;]{{0,60}}?{_ANY}[^.;]{{0,200}}?{_ANY}",
        rf"(?<!\bnot ){_ANY}[^;]{{0,200}}?,?\s{_BUT}\s(?:\w+\s){{0,3}}?{_ANY}",
        r"\b(?:neither|(?<!choosing )(?<!choose )(?<!deciding )(?<!decide )(?<!torn )(?<!pick )between|comparing"
        rf"|comparison of|differences? between)\s[^.;{SLOTS}]{{0,30}}?"
        rf"{_ONE}(?:,\s{_ONE}){{0,6}},?\s(?:and|nor|with|to|&)\s{_ONE}",
        rf"\b{_PREFER}\w*\s[^.;{SLOTS}]{{0,30}}?{_ANY}\s(?:to|over)\s(?:the |a |an )?{_ANY}",
        rf"{_ANY}[^.;{SLOTS}]{{0,80}}?\bas\s\w+\sas\s{_ANY}",
        rf"{_ONE}\s(?:and|or|&)\s{_ONE}\s(?!belong)[^.;{SLOTS}]{{1,40}}?\b{_ALIKE}\b",
        rf"{_ONE}(?:, ?{_ONE}){{0,9}},? (?:and|&) {_ONE}[^.;{SLOTS}]{{0,140}}?\b"
        r"(?:different|distinct|differ|differences?)\b",
        rf"{_ONE}{_OUTDOES}[^{SLOTS}.]{{0,120}}?(?:[,;]|\sand\b|\sbut\b)\s(?:\w+\s){{0,2}}?{_ONE}",
        rf"{_ONE}[^{SLOTS}.]{{0,140}}?(?:[,;]|\sand|\sbut)\s(?:\w+\s)?{_ONE}{_OUTDOES}",
        rf"{_ONE}{_DOES}[^.{SLOTS}]{{1,80}}?(?:,|;|\sand|\sbut)\s(?:and\s|but\s|an?\s|the\s)?{_ONE}{_GAP}"
        rf"(?:[^.{SLOTS}]{{1,80}}?(?:,|;|\sand|\sbut)\s(?:and\s)?{_ONE})*",
        rf"{_ONE}[^{SLOTS}.;]{{2,100}}?,? (?:which|something(?: that)?|as|and|but) {_ONE} "
        r"(?:won't|doesn't|can't|isn't|lacks?|only|never|cannot|does not|will not)\b",
        rf"{_ONE}[^.;{SLOTS}]{{2,80}}?{_ONE}[^.;{SLOTS}]{{0,60}}?\b(?:for|at) (?:about |roughly |only )?"
        r"(?:half|an? (?:third|quarter|fifth|tenth|fraction))(?: of)? the (?:price|cost)\b",
        rf"{_ONE}\s(\w+s)\b[^.{SLOTS}]{{0,60}}?\d[^.{SLOTS}]{{0,40}}?[,;]\s"
        rf"(?:and\s|but\s)?{_ONE}\s\1\b[^.{SLOTS}]{{0,60}}?\d",
        rf"{_ONE}[^.;{SLOTS}]{{2,100}}?\b(?:\d+%|most|all|half|much|everything) (?:of )?(?:what |that )?(?:an? )?"
        rf"(?:[$€£]\d+ )?{_ONE} (?:does|do|offers|can|has)\b",
        rf"{_ONE}[^.{SLOTS}]{{2,100}}?[;,] (?:and |but )?{_ONE}(?:'s)? (?:does|doesn't|do|don't|isn't|aren't|can't"
        r"|won't|can)\W*$",
        rf"\d ?% [^.;{SLOTS}]{{0,40}}?{_ONE}[^.;]{{0,80}}?\d ?% [^.;{SLOTS}]{{0,40}}?{_ONE}",
        rf"\b(?:some|many|most|half)\b[^.;{SLOTS}]{{0,60}}?{_ONE}[^.;]{{0,90}}?\bothers?\b[^.;{SLOTS}]{{0,40}}?{_ONE}",
        rf"{_ANY}[^.;{SLOTS}]{{0,60}}?\b(?:same|similar)\b[^.;{SLOTS}]{{0,40}}?\bas {_ANY}",
        rf"\b{_ALIKE}\b[^.;{SLOTS}]{{0,20}}?\b(?:on|at|from|with|for|in|between)\s{_ONE}(?:, ?{_ONE}){{0,6}},? "
        rf"(?:and|or|&) {_ONE}",
        rf"{_ONE}[^.]{{0,200}}?{_ONE}[^.{SLOTS}]{{0,60}}?\b{_SUPERLATIVE}",
        rf"{_ONE}[^.{SLOTS}]{{0,60}}?\b{_SUPERLATIVE}[^.]*{_ONE}",
        rf"{_ANY}[^.;{SLOTS}]{{0,60}}?\b{_GRADED}\s(?:[\w-]+\s){{0,2}}?(?:alternative )?to\s{_ANY}",
    )
)
_SLOT = re.compile(_ONE)
_ENUMERATION = re.compile(_ANY)
_SPANNING = 3  # patterns that span from one enumeration to another


def _every(pattern: re.Pattern[str], coded: str) -> Iterator[re.Match[str]]:
    """All matches, those within others included: "A beats B, and both are cheaper than C"."""
    hit = pattern.search(coded)
    while hit:
        yield hit
        hit = pattern.search(coded, hit.start() + 1)


@lru_cache(maxsize=64)
def comparisons(coded: str) -> tuple[frozenset[str], ...]:
    """The sets of slots that a sentence compares with each other; empty where it compares none."""
    found = []
    for number, pattern in enumerate(_PATTERNS):
        for hit in _every(pattern, coded):
            if number < _SPANNING and len(_ENUMERATION.findall(hit.group())) < 2:
                continue  # all of one enumeration: "while it is not as common as O or O"
            together = frozenset(_SLOT.findall(hit.group()))
            if len(together) > 1:
                found.append(together)
    return tuple(found)


_OUTDOING = re.compile(
    rf"{_ONE_OR_MASK}(?:{_OUTDOES}"
    r"|,? (?:by contrast|in contrast|on the other hand|by comparison|in comparison|meanwhile)\b"
    r"|\s[^.;]{1,30}?\b(?:about|much|roughly|exactly|nearly|almost) the same\b"
    r"|(?:'s)?\s(?:does|doesn't|do|don't|isn't|aren't|can't|won't)\W*$)"
)


@lru_cache(maxsize=1024)
def outdoes(clause: str) -> bool:
    """Whether a clause says that its brand is or has more than something, without saying than what ("T is cheaper")."""
    return _OUTDOING.search(clause) is not None
