"""Where an answer says who says something: "according to CNET", "as CNET reports", "Source: CNET".

Who is named there is a source and no brand that the answer speaks of, unless it is what is spoken of: its users or its
own website say it, or what it says is about itself.
"""

import re
from collections.abc import Iterator

from analyzer.extraction.lexicon.english import is_function_word, is_generic
from analyzer.extraction.lexicon.sources import NO_NAMES, one_of, phrases
from analyzer.extraction.text.document import Document

_WORD = r"[A-Z0-9À-ÖØ-ÞА-ЯΑ-Ω][\w.'&+!?-]{0,30}(?<![.!?'-])"
_NAME = rf"{_WORD}(?: (?:(?:of|for|the|de|du|der|des|&) )?{_WORD}){{0,4}}"
_SITE = r"(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,12}"
_AND = r",? (?:and|or|und|et|y|e|en|i|och|og) (?:the )?"
_LIST = re.compile(
    rf"(?P<first>{_NAME}|{_SITE})"
    rf"(?:(?P<more>(?:, {_NAME}){{1,6}}{_AND}{_NAME})(?=[.,;)\n]|$)|{_AND}(?P<second>{_NAME}))?"
)
_ARTICLE = (
    r"(?:(?:an? (?:recent )?(?:test|review|report|study|survey) (?:by|from|in|of) )?(?:the )?"
    r"|de[rmn]? |die |l(?:e|a|es|os) |l'|el |os? |il )"
)
_THEN = rf"\s(?i:{_ARTICLE})(?=[A-Z0-9А-ЯΑ-Ω]|[a-z0-9-]{{1,40}}\.[a-z])"
_CUES = (
    (phrases("before"), re.compile(rf"(?i:\b(?:{one_of('before')})){_THEN}")),
    (phrases("opening"), re.compile(rf"(?:[.!?,;] |[(\n]|\A)(?i:{one_of('opening')}){_THEN}")),
    (phrases("deeds"), re.compile(rf"(?i:\b(?:{one_of('deeds')})(?: [\w.#/]{{1,10}}){{0,3}}? by){_THEN}")),
)
"""Wordings that stand before a name, each with the phrases of which a text must hold one."""
_SAYS = ("berichtet", "schreibt", "meldet")
_AS = re.compile(
    rf"s (?<=\b[Aa]s )(?:the )?(?P<name>{_NAME})(?:(?<=s)'|'s)?(?: (?:{one_of('voices')}))? (?:{one_of('says')})\b"
)
_WIE = re.compile(rf"\b[Ww]ie (?P<name>{_NAME}) (?:{'|'.join(_SAYS)})\b")
_LABEL = re.compile(rf"(?:[(\[]|[.!?] ?|\n)(?:{one_of('headings')}) ?$", re.IGNORECASE)
_LONGEST_LABEL = 32
_LABELLED = re.compile(r"[^)\]\n.!?]{1,200}(?:\.(?=\w)[^)\]\n.!?]{1,200}){0,8}")
_BEHIND = re.compile(
    r"(?P<name>(?:[\u4e00-\u9fff]{1,6}\.)?[A-Za-z0-9][\w.&'-]{0,30}|[\u30a1-\u30fa\u30fc・]{2,30}|[\u4e00-\u9fff]{2,12})"
    r"(?:の(?:レビュー|調査|テスト|記事|報告))?(?:によると|によれば|에 따르면| zufolge\b)"
    r"|(?:据|根据|據|根據)《?(?P<chinese>[^\s，。、,.《》的]{2,20}?)》?(?:的)?(?:报道|報道|报告|数据|评测|测试|测评|显示|称)"
)
_WORDS_BEHIND = ("によ", "에 따르면", " zufolge", "据", "據")
_COLON = re.compile(r": ?(?=\S)")
_OWN = re.compile(rf"(?:'s?)? (?:own\b|(?:\w+ )?(?:{one_of('own')})\b)", re.IGNORECASE)
_STUDY = re.compile(rf"(?:'s?)? (?:\w+ ){{0,2}}(?:{one_of('studies')})\b", re.IGNORECASE)
_AGAIN = re.compile(rf"\b(?:{one_of('again')})\b", re.IGNORECASE)
_OTHER = re.compile(r"(?<=[a-z,] )[A-Z]\w")
_LONGEST_OPENING = 24
_OPENING = re.compile(r"(?:^|\n\n)[A-Za-z' ]{3,20}$")
_PARTS = re.compile(r"(?:(?![,;|·•、\n]| (?:and|und|et|y) (?=[A-Z])).)+")
_WORDS = re.compile(r"\w+")
_LONGEST_NAME = 80
_LONGEST_SENTENCE = 300
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n")


def attributions(document: Document, prompt: str) -> list[tuple[int, int]]:
    """Spans of the text, in order, that name who says something; ``prompt`` is the folded question."""
    text = document.text
    found = {span for span in _spans(text) if not _is_about(text, span, prompt)}
    return sorted(found)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    yield from _behind_cues(text)
    yield from _behind_labels(text)
    if any(word in text for word in _WORDS_BEHIND):
        for hit in _BEHIND.finditer(text):
            yield hit.span("name" if hit["name"] else "chinese")


def _behind_cues(text: str) -> Iterator[tuple[int, int]]:
    """Names behind "according to" and its like, and those of whom the answer says that they report."""
    lowered = text.lower()
    for needed, cue in _CUES:
        if any(phrase in lowered for phrase in needed):
            for hit in cue.finditer(text):
                yield from _names(text, hit.end())
    for hit in _AS.finditer(text):
        yield hit.span("name")
    for hit in _WIE.finditer(text) if any(word in text for word in _SAYS) else ():
        yield hit.span("name")


def _behind_labels(text: str) -> Iterator[tuple[int, int]]:
    """What stands behind "Source:" within a paragraph."""
    for hit in _COLON.finditer(text):
        if _LABEL.search(text, max(0, hit.start() - _LONGEST_LABEL), hit.start()):
            labelled = _LABELLED.match(text, hit.end())
            if labelled:
                yield labelled.span()


def _names(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The spans of the name or names that a text goes on with."""
    names = _LIST.match(text, at)
    for part in ("first", "more", "second") if names else ():
        if names and names[part]:
            yield names.span(part)


def _is_about(text: str, span: tuple[int, int], prompt: str) -> bool:
    """Whether what is said is about whom is named: the question asks about it, or it speaks of itself."""
    start, end = span
    if _STUDY.match(text, end):
        return False
    if _OWN.match(text, end):
        return True
    name = text[start:end].lower()
    if name in prompt.lower() and not is_function_word(name.rstrip("?!")):
        return True
    stop = _SENTENCE_END.search(text, end, end + _LONGEST_SENTENCE)
    rest = text[end : stop.start() if stop else end + _LONGEST_SENTENCE]
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest, re.IGNORECASE):
        return True  # who is named again speaks of itself
    opens = _OPENING.search(text, max(0, start - _LONGEST_OPENING), start)
    return opens is not None and bool(_AGAIN.search(rest)) and not _OTHER.search(rest)


def source_names(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The spans of the single names in a span of sources."""
    for part in _PARTS.finditer(text, *span):
        name = part.group().strip(" .\"'*()[]-–").removeprefix("and ")
        if any(map(str.isalpha, name)) and len(name) <= _LONGEST_NAME:
            at = part.start() + part.group().index(name)
            yield at, at + len(name)


def is_common(name: str) -> bool:
    """Whether a source is called by common nouns alone ("experts", "Hersteller")."""
    words = _WORDS.findall(name.lower())
    return all(is_generic(word) or is_function_word(word) or word in NO_NAMES for word in words)
