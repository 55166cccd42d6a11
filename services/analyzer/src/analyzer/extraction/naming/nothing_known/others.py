"""German, French, Spanish, Portuguese, Japanese and Chinese: what says that nothing is known of a name.

Texts are folded: without accents. Each pair is what stands before the name and what must match behind it.
"""

import re

_QUELLEN = (
    r"(?:quellen|ergebnisse\w*|unterlagen|dokumente\w*|daten|materialien|material|suchergebnisse\w*|texten?"
    r"|trainingsdaten|kontext)"
)
_SOURCES_FR = r"(?:sources?|resultats?|documents?|donnees|textes?|informations|contexte)"
_FUENTES = r"(?:fuentes?|resultados?|documentos?|datos|textos?|contexto|informacion)"
_FONTES = r"(?:fontes?|resultados?|documentos?|dados|textos?|contexto|informac\w+)"
_ANY = re.compile(r"(?!['’]s\b)")


def _around(before: str, after: str = "") -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE) if after else _ANY


_AROUND = {
    "de": (
        _around(
            r"\bkein(?:e|erlei|en|em|er)?\s(?:\w+\s){0,2}?(?:informationen|infos|angaben|daten|kenntnisse"
            r"|erkenntnisse|treffer"
            r"|hinweise?|eintrage?|erwahnung(?:en)?|ergebnisse?|spur(?:en)?)(?:\s\w+){0,2}?\s(?:uber|zu|von"
            r"|bezuglich|auf|fur|namens)\s"
            r"(?:(?:die|der|das|den|dem|einer?|einem|einen|marke|firma|anbieter|namens)\s){0,3}\"?$"
        ),
        _around(r"\bnicht\s(?:mit|uber)\s(?:(?:die|der|das|den|dem|einer?|marke|firma)\s){0,2}$"),
        _around(r"\b(?:nichts)\s(?:\w+\s){0,2}?(?:uber|zu|von)\s(?:(?:die|der|das|den|dem|marke|firma)\s){0,2}\"?$"),
        _around(
            rf"\b(?:keine[rs]?\s(?:\w+\s)?{_QUELLEN}|keine\squelle)\s(?:\w+\s)?(?:erwahn\w+|nenn\w+|fuhr\w+"
            rf"|enthalt\w*)\s"
            r"(?:(?:die|der|das|den|dem|marke|firma)\s){0,2}\"?$"
        ),
        _around(
            rf"\b{_QUELLEN}\s(?:erwahnen|nennen|enthalten|fuhren|kennen|erwahnt|nennt|enthalt)\s"
            r"(?:(?:die|der|das|den|dem|marke|firma)\s){0,2}\"?$",
            r"\"?(?:\s\w+){0,3}?\s(?:nicht|nirgends)\b",
        ),
        _around(
            r"\b(?:konnte[n]?|kann|konnen|habe[n]?|hab|finde[n]?)\s(?:ich\s|wir\s)?(?:leider\s)?(?:(?:zu|uber"
            r"|unter)\s)?"
            r"(?:(?:die|der|das|den|dem|einen?|eine|marke|firma|anbieter|namens)\s){0,3}\"?$",
            r"\"?(?:\s[\w']+){0,7}?\s(?:nicht|nichts|nirgends|keine\w*)\b(?:\s\w+){0,3}?\s(?:finden|gefunden|ausfindig"
            r"|auffinden|identifizieren|zuordnen|entdecken|ermitteln|lokalisieren|verifizieren)\b",
        ),
        _around(
            r"\b(?:kenne[n]?|finde[n]?)\s(?:ich\s|wir\s)?(?:leider\s)?(?:(?:die|marke|firma)\s){0,2}\"?$",
            r"\"?\s(?:leider\s)?nicht(?:\sin\s\w+\s\w+)?\s?(?:[.,;!]|$)",
        ),
        _around(
            r"",
            r"\"?\s(?:liegen|habe|finde|konnte|kann)\s(?:mir|ich|wir)\s(?:\w+\s){0,3}?(?:keine|nichts)\b"
            r"|\"?\s(?:ist|sind)\smir\s(?:leider\s)?(?:nicht\sbekannt|unbekannt)|\"?\s?kenne\sich\s(?:leider\s)?nicht"
            r"|\"?\s(?:sagt|sagen)\smir\s(?:leider\s)?nichts"
            rf"|\"?\s(?:wird|werden|taucht|kommt|erscheint|findet\ssich|ist"
            rf"|steht)\s(?:\w+\s){{0,4}}?{_QUELLEN}\s(?:leider\s)?(?:nicht|nirgends)\b"
            rf"|\"?\s(?:wird|taucht|kommt|erscheint)\s(?:leider\s)?(?:nirgends|nicht)\s(?:\w+\s){{0,3}}?{_QUELLEN}\b",
        ),
    ),
    "fr": (
        _around(
            r"\b(?:pas|aucune?|jamais)\s(?:d'|de\s)?(?:\w+\s){0,1}?(?:informations?|donnees|renseignements|mentions?"
            r"|traces?|resultats?)"
            r"(?:\s\w+){0,2}?\s(?:sur|concernant|au sujet de|a propos de|de|d'|pour|a)\s?(?:l'|(?:la|le|les|une?"
            r"|marque|entreprise)\s){0,3}\"?$"
        ),
        _around(r"\bne\s(?:connais|connait)\spas\s(?:la\s|le\s|les\s|l')?\"?$"),
        _around(
            r"\b(?:n'ai|n'avons|n'a)\s(?:pas|rien|jamais)\s(?:\w+\s){0,2}?(?:trouve[r]?|pu\strouver|localise[r]?"
            r"|identifie[r]?|retrouve[r]?"
            r"|entendu\sparler)\s(?:\w+\s){0,2}?(?:(?:sur|de|la|le|les|marque|entreprise|concernant)\s|d'|l'){0,3}\"?$"
        ),
        _around(
            rf"\b{_SOURCES_FR}\sne\s(?:mentionn\w+|cit\w+|parl\w+|contienn\w+|contient|evoqu\w+"
            rf"|repertori\w+)\s(?:pas|jamais)\s(?:de\s|d'|la\s|le\s)?\"?$"
        ),
        _around(rf"\baucune?\s(?:de\s\w+\s)?{_SOURCES_FR}\sne\s\w+\s(?:de\s|d'|la\s|le\s)?\"?$"),
        _around(r"\brien\s(?:\w+\s){0,2}?(?:sur|concernant|a propos de)\s\"?$"),
        _around(
            r"",
            rf"\"?\sn'(?:apparait|apparaissent|est|figure)\s(?:pas|nulle\spart)\s(?:\w+\s){{0,4}}?{_SOURCES_FR}\b"
            rf"|\"?\sne\sfigure\spas\s(?:\w+\s){{0,3}}?{_SOURCES_FR}"
            r"|\"?\sm'est\sinconnue?\b|\"?\sest\s(?:absente?|introuvable)\b|\"?\sne\sme\sdit\srien",
        ),
    ),
    "es": (
        _around(
            r"\bno\s(?:tengo|dispongo de|encuentro|encontre|he encontrado|hay|cuento con)\s(?:\w+\s){0,1}?"
            r"(?:informacion|datos|mencion(?:es)?|rastro|referencias?|resultados?)(?:\s\w+){0,2}?\s(?:sobre"
            r"|acerca de|de|a|para)\s"
            r"(?:(?:la|el|una?|marca|empresa)\s){0,2}\"?$|\bno conozco\s(?:a |la |el )?\"?$"
        ),
        _around(
            r"\bno\s(?:pude|he podido|he logrado|logre|consigo|puedo|pudimos|fue posible|encuentro|encontre"
            r"|he encontrado|localizo|localice)\s"
            r"(?:(?:encontrar|localizar|identificar|hallar|verificar|ubicar)\s)?(?:(?:nada|sobre|a|la|el|una?|marca"
            r"|empresa|llamada|ningun\w*)\s){0,4}\"?$"
        ),
        _around(
            rf"\b{_FUENTES}\sno\s(?:mencionan?|citan?|incluyen?|hablan?\sde|nombran?|recogen?)\s(?:a\s|la\s|el\s)?\"?$"
        ),
        _around(
            rf"\bningun[ao]?\s(?:de\s\w+\s)?{_FUENTES}\s(?:\w+\s){{0,2}}?(?:menciona|cita|incluye|habla\sde"
            rf"|nombra)\s(?:a\s|la\s|el\s)?\"?$"
        ),
        _around(r"\bnada\s(?:sobre|acerca\sde)\s\"?$|\bdesconozco\s(?:a\s|la\s)?\"?$"),
        _around(
            r"",
            rf"\"?\sno\s(?:aparece|figura|consta|se\smenciona|sale|esta)\s(?:\w+\s){{0,3}}?{_FUENTES}\b"
            rf"|\"?\sno\sme\s(?:suena|consta|es\sfamiliar)",
        ),
    ),
    "pt": (
        _around(
            r"\bnao\s(?:tenho|encontrei|disponho de|ha|possuo)\s(?:\w+\s){0,1}?(?:informac(?:ao|oes)|dados|menc(?:ao"
            r"|oes)|referencias?|resultados?"
            r"|registros?)(?:\s\w+){0,2}?\s(?:sobre|acerca d[eao]|d[eao]|a|para)\s(?:(?:a|o|uma?|marca"
            r"|empresa)\s){0,2}\"?$|\bnao conheco\s(?:a |o )?\"?$"
        ),
        _around(
            r"\bnao\s(?:consegui|pude|consigo|foi possivel|conseguimos|encontro|encontrei|localizei)\s"
            r"(?:(?:encontrar|localizar|identificar|achar|verificar)\s)?(?:(?:nada|sobre|a|o|uma?|marca|empresa"
            r"|chamada)\s){0,4}\"?$"
        ),
        _around(rf"\b{_FONTES}\snao\s(?:mencionam?|citam?|incluem?|falam?\sd[eao]|trazem)\s(?:a\s|o\s)?\"?$"),
        _around(
            rf"\bnenhum[a]?\s(?:d[ae]\w*\s)?(?:\w+\s)?{_FONTES}\s(?:menciona|cita|inclui|fala\sd[eao])\s(?:a\s"
            rf"|o\s)?\"?$"
        ),
        _around(r"\bnada\s(?:sobre|acerca\sd[eao])\s(?:a\s|o\s)?\"?$|\bdesconheco\s(?:a\s|o\s)?\"?$"),
        _around(r"", rf"\"?\snao\s(?:aparece|consta|figura|e\smencionad[ao]|esta)\s(?:\w+\s){{0,3}}?{_FONTES}\b"),
    ),
    "zh": (
        _around(
            r"(?:没有|沒有|找不到|查不到)(?:任何)?(?:关于|有关|關於|有關)$|(?:不了解|不熟悉|没听说过|找不到|查不到)$"
        ),
    ),
    "ja": (
        _around(
            r"",
            r"\s?(?:(?:について|に関する)(?:の)?(?:情報|データ)?(?:は|が)?(?:[^。]{0,8})(?:ありません|持っていません|見つかりません|わかりません|存じません)"
            r"|は(?:存じ|知り)ません|(?:は|が)(?:[^。]{0,12})見つかりません)",
        ),
    ),
}


def says_nothing_known(language: str, before: str, after: str) -> bool:
    """Whether words of a language around a name say that nothing is known about it."""
    return any(ahead.search(before) and behind.match(after) for ahead, behind in _AROUND.get(language, ()))
