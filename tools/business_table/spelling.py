"""Names as they stand in the middle of a sentence: the packages write them as titles."""

import re

from common.english.words import words

_PROPER = words(
    """American Asian Ayurveda Australian Bavarian Belgian Blu British Brazilian Buddhist Chinese Christian Christmas
    Cuban Danish Dutch Easter English Ethiopian European Filipino French Georgian German Greek Halloween Hanukkah Hindu
    Indian Internet Irish Italian Japanese Jewish Korean Lebanese Mexican Moroccan Muslim Pakistani Peruvian Persian
    Polish Portuguese Quaker Roman Russian Scandinavian Shinto Sikh Spanish Swiss Taoist Thai Thanksgiving Turkish
    Ukrainian Vietnamese Welsh"""
)
_GERMAN_ADJECTIVE = re.compile(
    r"\b(?:[A-ZÄÖÜ][\wäöüß-]*(?:isch|lich|ig|iert|bar|haft|los|ell|nal|tal|ional|gefroren|gerecht|end|igt|elt|iv|voll)"
    r"|Alt|Deutsch|Fein|Flach|Frei|Freiwillig|Frisch|Ganz|Gebraucht|Getrocknet|Groß|Gut|Halb|Heiß|Hoh|Jung|Kalt|Klein"
    r"|Künstlich|Kurz|Lang|Ledern|Leer|Neu|Offen|Rein|Roh|Rund|Sauber|Scharf|Schwer|Smart|Spezial|Süß|Trocken|Warm|Weich"
    r"|Weiß|Eingelegt|Gefroren|Gemahlen|Geräuchert|Gekocht|Kandiert|Mobil|Öffentlich|Privat|Sozial)e[srn]?"
    r"(?=(?: (?:&|und))? [A-ZÄÖÜ])"
)
_TITLE = re.compile(r"[^\W\d_]+")


def in_a_sentence(name: str, language: str) -> str:
    """A title as a part of a sentence: lower case, but for abbreviations, nouns of German, and names."""
    if language == "de":
        return _GERMAN_ADJECTIVE.sub(lambda found: found.group().lower(), name)
    if language == "en":
        return _TITLE.sub(_lowered, name)
    if language == "ja" or not name[:1].isupper() or name[1:2].isupper() or not name[1:2].isalpha():
        return name[:1].lower() + name[1:] if name[1:2] in ("'", "’") else name
    return name[0].lower() + name[1:]


def _lowered(found: re.Match[str]) -> str:
    word = found.group()
    keeps = word in _PROPER or any(letter.isupper() for letter in word[1:])
    return word if keeps or len(word) == 1 else word.lower()
