"""Places that an answer says in German, French, Spanish, Portuguese, Japanese or Chinese; texts have no accents."""

import re
from collections.abc import Sequence

from analyzer.extraction.meaning.clauses.segments import O, Segment, T
from analyzer.extraction.meaning.ranking.following import those_that_follow

_LINK = (
    r"[\s:,–-]*(?:(?:ist|geht an|gehort|belegt|steht|stehen|kommt|kommen|folgt|folgen|liegt|landet|landete|kam"
    r"|lag|folgte|est|vient|arrive|arrivait|se trouve|on trouve|figure|esta|estan"
    r"|se encuentra|viene|es|sigue|quedo|queda|aparece|vem|veio|fica|ficou|は|が|是|为|：|、)[\s:,]*){0,2}"
    r"(?:der |die |das |le |la |les |el |los |o |a |l')?"
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
        r"\b(?:{n})\.?(?:e|er|re|eme|º|o|a|ª)? (?:platz|rang|stelle|wahl|place|position|choix|lugar|puesto"
        r"|posicion|posicao|opcao|opcion)\b{link}{T}",
        r"{T}[^.;{O}]{{0,30}}?\b(?:auf|an|en|em|a la|in) (?:(?:platz|der|den|dem|la|le|el|o) )?(?:{n})\.?"
        r"(?: (?:platz|stelle|place|position|lugar|puesto|posicion|posicao))?(?!{link}{O})(?:$|[\s,.;])",
        r"{T} (?:belegt|belegte|erreicht|erreichte|occupe|obtient|decroche|ocupa|ocupo|obtiene|alcanza|logra"
        r"|alcanca|obtem|conquista)(?: (?:den|die|le|la|el|o|a))? (?:{n})\.?(?:e|er|eme|o|a)? "
        r"(?:platz|rang|stelle|place|position|puesto|lugar|posicion|posicao)\b",
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
    rf"|{T} (?:liegt|fuhrt|steht|arrive|reste|se place|figure|est|queda|esta|sigue|fica|ficou|esta)(?: \w+)? "
    r"(?:vorn|vorne|an der spitze|en tete|a la cabeza|na frente)\b"
    rf"|{T} (?:encabeza|lidera|domine|lidere)\b (?:la|el|o|a|le)\b"
)
_ENUMERATED = re.compile(
    r"^\W*(?:(?:en|em|zum) )?(?P<word>erstens|zweitens|drittens|viertens|premierement|deuxiemement|troisiemement"
    r"|quatriemement|primero|segundo|tercero|cuarto|primeiro|terceiro|quarto|首先|其次|再次|最后|まず|次に|最後に"
    r"|一つ目|二つ目|三つ目)(?: lugar)?[\s:,、は是为]*(?:(?:ist|kommt|folgt|viene|esta|vem|est|vient) )?"
    rf"(?:der |die |das |le |la |les |el |los |o |a )?{T}"
)
"""A sentence that counts its brand, as the ones before and after it count theirs."""
_LEADING = ("erstens", "premierement", "primero", "primeiro", "首先", "まず", "一つ目")


def places_in_other_words(spoken: Sequence[Segment]) -> list[tuple[int, int]]:
    """Places in German, French, Spanish, Portuguese, Japanese and Chinese."""
    found: list[tuple[int, int]] = []
    for segment in spoken:
        if segment.direct and not segment.question:
            best = [1] if _FOREIGN_BEST.search(segment.text) else []
            placed = (number for pattern, number in _FOREIGN if pattern.search(segment.text))
            found += ((segment.owner, number) for number in [*best, *placed][:1])
    return found + those_that_follow(spoken, dict(reversed(found))) + _enumerated(spoken)


def _enumerated(spoken: Sequence[Segment]) -> list[tuple[int, int]]:
    """``Erstens Acme ... Zweitens Bolt ...``: a ranking when at least two sentences in a row name a brand at once."""
    hits = ((segment, _ENUMERATED.match(segment.text)) for segment in spoken if segment.direct and not segment.question)
    counted = [(segment, hit["word"]) for segment, hit in hits if hit]
    if len(counted) < 2 or counted[0][1] not in _LEADING:
        return []
    return [(segment.owner, place) for place, (segment, _) in enumerate(counted, 1)]
