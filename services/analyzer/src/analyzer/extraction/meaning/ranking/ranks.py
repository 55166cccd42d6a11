# ruff: noqa: E501 -- a pattern is read as a whole
"""The answer's own ranking: numbers that it prints or ordinals that it speaks. Bullets and the order of prose rank nothing."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from analyzer.extraction.meaning.clauses.segments import O, Segment, T
from analyzer.extraction.meaning.clauses.structure import RANK_COLUMN, Outline
from analyzer.extraction.meaning.ranking.orders import ranked_in_a_row
from analyzer.extraction.model import Depth
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.text.document import Block, Document
from analyzer.extraction.text.heads import NAME_LIKE

_CELL_NUMBER = re.compile(r"^(?:#|no\.? ?|=|t-?)?(\d{1,3})(?:st|nd|rd|th|\.|\)|=| \(tie\))?$", re.IGNORECASE)
_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "number one": 1,
    "number two": 2,
    "number three": 3,
    "number four": 4,
    "number five": 5,
}
_NAMES = "|".join(_ORDINALS)
_FIRST = tuple(name for name, place in _ORDINALS.items() if place == 1)
_PLACE = r"(?:place|spot|position|rank|in line|choice|pick|on (?:my|our|the) list)"
_SPOKEN = (
    (re.compile(rf"\b({_NAMES})\s{_PLACE}\b(?:(?!\b(?:follow|then|ahead|before|behind|over)\w*\b)[^{T}{O}.;]){{0,30}}?(?:is|goes to|would be|:|belongs to|–)?\s*(?:the )?{T}"), None),
    (re.compile(rf"{T}[^{T}{O}.;]{{0,30}}?\b(?:in|at|takes?|took|comes?(?: in)?|came(?: in| out)?|ranks?|ranked|was|were|finish(?:es|ed)|land(?:s|ed)(?: in)?|placed?s?|is|as)\s(?:a close |a distant |the |my |our )?({_NAMES})\b(?:\s{_PLACE}|\s*$|[.,;])"), None),
    (re.compile(rf"{T}\s(?:came|comes|finished)(?: in| out)?\s({_NAMES})\s(?:in|on|for|with|at|overall)\b|{T}\s(?:a (?:close|distant|strong|clear) )?(second|third|fourth|fifth)\s*(?:$|[.,;])"), None),
    (re.compile(rf"{T}\s(?:won|wins)\s(?:our|the|my|this|every)\s(?:\w+\s)?(?:test|comparison|round-?up|shoot-?out|survey|group test)\b"), 1),
    (re.compile(rf"(?:^|[:,;]\s|\b(?:put|place|rank|and)\s)(?:the )?{T}\s(first|second|third|fourth|fifth)(?=\s*(?:$|[,;.]|and\b))"), None),
    (re.compile(rf"{T}\s(?:tops|leads|heads)\s(?:the|our|my|every|this)\s(?:\w+\s)?(?:list|ranking|rankings|pack|field|table|charts?)\b"), 1),
    (re.compile(rf"\b({_NAMES})[- ]best\b[^{T}{O}.;]{{0,20}}?(?:is|:|–|goes to|would be)\s*(?:the )?{T}"), None),
    (re.compile(rf"\btied for (?:the )?({_NAMES})\b(?: place| spot)?\s?(?::|–|are|is)\s*{T}|{T}\s(?:share|shares|tie for|ties for|tied for|are tied for|is tied for)\s(?:the )?({_NAMES})(?:\s(?:place|spot|rank)\b|\s*(?:$|[.,;]))"), None),
    (re.compile(rf"{T}\s\(({_NAMES}|\d{{1,2}}th)(?: place)?\)|{T}\s\(#(\d{{1,2}})\)"), None),
    (re.compile(rf"{T}\s(?:takes|claims|holds|earns|gets|has|wins|keeps)\s(?:the )?(?:top spot|top place|first spot|crown|number one spot|gold(?: medal)?)\b|\bgold(?: medal)?\s?(?::|goes to|–)\s*(?:the )?{T}"), 1),
    (re.compile(rf"\bsilver(?: medal)?\s?(?::|goes to|–)\s*(?:the )?{T}|{T}\s(?:takes|gets|wins)\s(?:the )?silver\b"), 2),
    (re.compile(rf"\bbronze(?: medal)?\s?(?::|goes to|–)\s*(?:the )?{T}|{T}\s(?:takes|gets|wins)\s(?:the )?bronze\b"), 3),
    (re.compile(rf"{T}\s(?:ranks|comes in|is(?: ranked)?|takes)\s(?:at )?(?:number |no\. ?|#)(\d{{1,2}})\b"), None),
    (re.compile(rf"(?:\bnumber |\bno\. ?|#)(\d{{1,2}})\s?(?:is|:|–|goes to|would be)\s*{T}"), None),
    (re.compile(rf"\b(?:top pick|top choice|number one(?: pick| choice)?|overall winner|best overall|(?:the|my|our) (?:clear |overall )?winner|^winner)\b(?: overall)?\s?(?:is|:|–|-|goes to|would be|for [^{T}{O}.;:]{{1,40}} is)\s*(?:the )?{T}|{T}\s?(?:is|:|as|takes)\s(?:\w+ly )?(?:my|our|the)\s(?:\w+ )?(?:top pick|top choice|(?:number one|#1)(?: pick| choice)?|overall winner)\b"), 1),
    (re.compile(rf"{T}(?:\s?:\s?|\s\()(?:our |my |the )?(?:top pick|top choice|best overall|overall winner|winner|number one|#1 pick)\b"), 1),
    (re.compile(rf"{T}\s(?:wins|comes out on top)(?:\s(?:overall|hands down|here))?\s*(?:$|[.,;!])"), 1),
    (re.compile(rf"\brunner[- ]?up\b(?: spot| position)?\s?(?:is|:|–|-|goes to|would be)\s*(?:the )?{T}|{T}\s?(?:is|:|as|–|comes as|takes)?\s?\(?(?:the |a close |our )?runner[- ]?up\b"), 2),
)  # fmt: skip
_PLACING = re.compile(
    rf"\b(?:{_NAMES})\b|\d|gold|silver|bronze|crown|spot|top |tops|leads|heads|on top|number one|winner|wins|won|best overall|runner"
)
"""What every one of these holds: most clauses hold none."""
_LINK = (
    r"[\s:,–-]*(?:(?:ist|geht an|gehort|belegt|steht|stehen|kommt|kommen|folgt|folgen|liegt|landet|landete|kam|lag|folgte|est|vient|arrive|arrivait|se trouve|on trouve|figure|esta|estan"
    r"|se encuentra|viene|es|sigue|quedo|queda|aparece|vem|veio|fica|ficou|は|が|是|为|：|、)[\s:,]*){0,2}(?:der |die |das |le |la |les |el |los |o |a |l')?"
)
_COUNTED = (
    ("1", r"erste[rnsm]?|eins|premiere?|premier|primer[ao]?|primeir[ao]|一|1"),
    ("2", r"zweite[rnsm]?|zwei|deuxieme|seconde?|segund[ao]|二|2"),
    ("3", r"dritte[rnsm]?|drei|troisieme|tercer[ao]?|terceir[ao]|三|3"),
    ("4", r"vierte[rnsm]?|vier|quatrieme|cuart[ao]|quart[ao]|四|4"),
    ("5", r"funfte[rnsm]?|funf|cinquieme|quint[ao]|五|5"),
)
_FOREIGN = tuple(
    (re.compile(pattern.format(n=word, T=T, O=O, link=_LINK)), int(number))
    for number, word in _COUNTED
    for pattern in (
        r"\b(?:platz|rang|nummer|numero|nr\.?|puesto|place|posicao|posicion) (?:{n})\b{link}{T}",
        r"\b(?:{n})\.?(?:e|er|re|eme|º|o|a|ª)? (?:platz|rang|stelle|wahl|place|position|choix|lugar|puesto|posicion|posicao|opcao|opcion)\b{link}{T}",
        r"{T}[^.;{O}]{{0,30}}?\b(?:auf|an|en|em|a la|in) (?:(?:platz|der|den|dem|la|le|el|o) )?(?:{n})\.?(?: (?:platz|stelle|place|position|lugar|puesto|posicion|posicao))?(?!{link}{O})(?:$|[\s,.;])",
        r"{T} (?:belegt|belegte|erreicht|erreichte|occupe|obtient|decroche|ocupa|ocupo|obtiene|alcanza|logra|alcanca|obtem|conquista)(?: (?:den|die|le|la|el|o|a))? (?:{n})\.?(?:e|er|eme|o|a)? (?:platz|rang|stelle|place|position|puesto|lugar|posicion|posicao)\b",
        r"\b(?:en|em) (?:{n})(?: (?:lugar|puesto|posicion|posicao|place|position))?\b{link}{T}",
        r"第?(?:{n})(?:位|名)(?:に|目)?{link}{T}",
        r"{T}(?:排|排在|位列)?第(?:{n})",
        r"第(?:{n})(?:个|款|家)?{link}{T}",
        r"{T}[はが在排的]{{0,3}}(?:名列|排名|排在)?第?(?:{n})(?:位|名)",
        r"排名第(?:{n})的?(?:品牌|公司)?{link}{T}",
    )
)
_FOREIGN_BEST = re.compile(
    rf"(?:\btestsieger\b(?:(?!\b(?:vor|und|oder|auf|platz)\b)[^{T}{O}.;]){{0,40}}?|首选|首選){_LINK}{T}"
    rf"|{T} (?:liegt|fuhrt|steht|arrive|reste|se place|figure|est|queda|esta|sigue|fica|ficou|esta)(?: \w+)? (?:vorn|vorne|an der spitze|en tete|a la cabeza|na frente)\b"
    rf"|{T} (?:encabeza|lidera|domine|lidere)\b (?:la|el|o|a|le)\b"
)
_ENUMERATED = re.compile(
    rf"^({_NAMES}|firstly|secondly|thirdly|next|finally|lastly)\s?(?:,|:|up is|up,|is|comes|there is|there's|we have|on (?:the|my|our) list is)\s*(?:(?:is|there is|there's|comes|we have|on the list is|up is)\s)?(?:the )?{T}"
)
_CHAINED = re.compile(
    rf"(?:^(?:in )?|,\s|;\s|\band\s)({_NAMES})(?:\s?(?:is|comes|was|goes to|place goes to|place is|place to|to|would be|:|–|,)|(?<=\d[snrt][tdh]))\s?(?:the )?{T}"
)
_FOLLOWED = re.compile(
    rf"[{T}{O}](?:\s(?:is|was|comes|came|takes|took|gets|wins|won|ranks|ranked|finishe[sd]|leads|led|tops|topped|arrive|est|reste|liegt|fuhrt|ist|lidera|encabeza|queda|fica|ficou)\b[^{T}{O}.;]{{0,40}}?)?"
    r",? ?(?:closely )?(?:(?:followed by|then comes?|ahead of|gefolgt von|suivie?s? (?:de|par|d')|seguid[oa]s? (?:de|por|pel[oa])|(?:first|second),? (?:and )?then(?= (?:the )?[{T}{O}]))\b|(?:,|，)?其次(?:是|为)|次いで)"
)
_STEP_VERB = re.compile(
    r"^\s*(?:sign|create|choose|set|go|open|click|log|import|visit|connect|install|define|write|add|start|select|use|plan)\b",
    re.IGNORECASE,
)


def ranks(
    document: Document, structure: Outline, mentions: Sequence[Mention], spoken: Sequence[Segment], depth: Depth
) -> dict[int, int]:
    """Owner to rank; the first place in the answer that ranks a brand counts."""
    found: dict[int, int] = {}
    for reader in (
        _numbered(document, structure),
        _tables(document, mentions),
        _titles(document, structure),
        ranked_in_a_row(document, mentions),
    ):
        for owner, rank in reader:
            found.setdefault(owner, rank)
    for owner, rank in _in_words(spoken) if depth == "full" else _in_other_words(spoken):
        found.setdefault(owner, rank)
    return found


def _numbered(document: Document, structure: Outline) -> list[tuple[int, int]]:
    """Numbered items headed by brands; numbers restart within their group, so the printed number is the rank."""
    found: list[tuple[int, int]] = []
    for run in _runs(document):
        headed = sum(number in structure.heads or _is_name(document, number) for number in run)
        ordinals = [document.blocks[number].ordinal or 0 for number in run]
        stray = len(run) == 1 and ordinals[0] != 1
        if not any(number in structure.heads for number in run) or 2 * headed < len(run) or stray:
            continue
        if len(run) > 1 and len(set(ordinals)) == 1:
            ordinals = list(range(1, len(run) + 1))  # "1." on every line: the renderer counts
        for number, rank in zip(run, ordinals, strict=True):
            found.extend((owner, rank) for owner in structure.heads.get(number, ()))
    return [(owner, rank) for owner, rank in found if rank > 0]


def _is_name(document: Document, number: int) -> bool:
    """Whether an item is headed by a name that nobody listed: it takes its place in the ranking."""
    block = document.blocks[number]
    return bool(NAME_LIKE.match(document.text, block.start, block.end))


def _runs(document: Document) -> list[list[int]]:
    """The numbered items of the answer, as the lists that they form: indices of blocks."""
    runs: list[list[int]] = []
    still_open: dict[int, list[int]] = {}
    for number, block in enumerate(document.blocks):
        if block.kind in ("heading", "paragraph") and block.ordinal is None and not _between_items(document, number):
            still_open = {}
        if block.kind != "item":
            continue
        still_open = {depth: run for depth, run in still_open.items() if depth <= block.depth}
        if block.ordinal is None:
            continue
        run = still_open.get(block.depth)
        if run is None or _restarts(document, run, block):
            run = []
            runs.append(run)
            still_open[block.depth] = run
        run.append(number)
    return runs


def _between_items(document: Document, number: int) -> bool:
    """A paragraph between item 1 and item 2 does not end the list."""
    following = next((block for block in document.blocks[number + 1 : number + 8] if block.ordinal is not None), None)
    previous = next(
        (block for block in reversed(document.blocks[max(0, number - 8) : number]) if block.ordinal is not None), None
    )
    return bool(following and previous and following.ordinal == (previous.ordinal or 0) + 1)


def _restarts(document: Document, run: list[int], block: Block) -> bool:
    last = document.blocks[run[-1]].ordinal or 0
    now = block.ordinal or 0
    if len(run) == 1:
        return now == 1 and last not in (1, 2)
    before = document.blocks[run[-2]].ordinal or 0
    down = last < before
    return (now == 1 and not down and last != 1) or (down and now > last)


def _titles(document: Document, structure: Outline) -> list[tuple[int, int]]:
    """Numbered headings (``### 1. Acme``) headed by brands, at least two of them."""
    found = []
    for number, block in enumerate(document.blocks):
        if block.kind == "heading" and block.ordinal:
            found += [(owner, block.ordinal) for owner in structure.heads.get(number, ())]
    return found if len(found) > 1 else []


def _tables(document: Document, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    found = []
    columns: dict[int, int] = {}
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_block.setdefault(document.block_at(mention.start), []).append(mention)
    for number, block in enumerate(document.blocks):
        if block.kind == "header":
            for at, (start, end) in enumerate(block.cells):
                if RANK_COLUMN.match(document.text[start:end].strip()):
                    columns[block.group] = at
        column = columns.get(block.group)
        if block.kind != "row" or column is None or column >= len(block.cells):
            continue
        cell = _CELL_NUMBER.match(document.text[slice(*block.cells[column])].strip())
        named = by_block.get(number)
        if cell and named:
            first = next(
                (span for at, span in enumerate(block.cells) if at != column and span[0] <= named[0].start < span[1]),
                None,
            )
            found += [(m.owner, int(cell[1])) for m in named if first and first[0] <= m.start < first[1]]
    return found


def _in_words(spoken: Sequence[Segment]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for segment in spoken:
        place = None if segment.question or not segment.direct else _place_in(segment.text)
        if place is not None:
            found.append((segment.owner, place))
    return found + _followed(spoken, dict(reversed(found))) + _enumerated(spoken)


@lru_cache(maxsize=1024)
def _place_in(clause: str) -> int | None:
    """The place that a clause gives its brand."""
    if not _PLACING.search(clause):
        return None
    for pattern, fixed in _SPOKEN:
        hit = pattern.search(clause)
        if hit:
            return fixed or _ordinal(next((group for group in hit.groups() if group), ""))
    return None


def _followed(spoken: Sequence[Segment], ranked: Mapping[int, int]) -> list[tuple[int, int]]:
    """``Number one is Acme, followed by Bolt and then Crux``: those that follow count on from the first."""
    found: list[tuple[int, int]] = []
    if not ranked:
        return found
    for _, same in groupby((each for each in spoken if each.direct), key=attrgetter("sentence")):
        together = list(same)
        owners = list(dict.fromkeys(each.owner for each in together))
        first = next((place for place, owner in enumerate(owners) if owner in ranked), len(owners))
        if first + 1 < len(owners) and _FOLLOWED.search(together[0].whole):
            found += [(owner, ranked[owners[first]] + place) for place, owner in enumerate(owners[first + 1 :], 1)]
    return found


def _in_other_words(spoken: Sequence[Segment]) -> list[tuple[int, int]]:
    """Places in German, French, Spanish, Portuguese, Japanese and Chinese."""
    found: list[tuple[int, int]] = []
    for segment in spoken:
        if segment.direct and not segment.question:
            best = [1] if _FOREIGN_BEST.search(segment.text) else []
            placed = (number for pattern, number in _FOREIGN if pattern.search(segment.text))
            found += ((segment.owner, number) for number in [*best, *placed][:1])
    return found + _followed(spoken, dict(reversed(found)))


def _ordinal(word: str) -> int:
    return _ORDINALS.get(word) or int(word.removesuffix("th"))


def _enumerated(spoken: Sequence[Segment]) -> list[tuple[int, int]]:
    """``First, Acme ... Second, Bolt ...``: a ranking when at least two such sentences name a brand at once."""
    found: list[tuple[int, int]] = []
    if not any(first in segment.whole for segment in spoken for first in _FIRST):
        return found  # nothing is counted from one
    for segment in spoken:
        hit = (_ENUMERATED.match(segment.whole) or _CHAINED.search(segment.whole)) if segment.direct else None
        if hit and not _STEP_VERB.match(segment.whole[hit.end(1) :].lstrip(" ,:")):
            word = hit[1].removesuffix("ly")
            rank = _ORDINALS.get(word) or (found[-1][1] + 1 if found else 0)
            found.append((segment.owner, rank))
    return found if len(found) > 1 and found[0][1] == 1 else []
