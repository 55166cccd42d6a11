"""Hosts and names in the form in which they are compared."""

import re
import unicodedata
from ipaddress import ip_address
from urllib.parse import urlsplit

from analyzer.sites.rules.reading.prose import letters

_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "ac", "gov", "edu", "ltd", "plc", "or", "ne"])
_LEGAL = (
    r"Ltd|Limited|LLC|LLP|Inc|Incorporated|Corp|Corporation|plc|PLC|CIC|CIO|gGmbH|GmbH(?: ?& ?Co\.? ?KG)?|AG|KG|OHG|"
    r"GbR|"
    r"UG(?: ?\(haftungsbeschränkt\))?|e\.? ?K\.?|e\.? ?V\.?|eG|PartG ?mbB|S\.?A\.?S\.?|SASU|SARL|EURL|SCOP|SA|S\.?A\.?|"
    r"S\.?r\.?l\.?|B\.?V\.?|Oy|AB|ApS|A/S|Pty|Co|KGaA|SE|ASBL|K\.K\.|S\.?L\.?"
)
LEGAL_FORM = re.compile(
    rf",?\s+(?:{_LEGAL})\.?(?:\s+(?:{_LEGAL})\.?)?$|^(?:株式会社|有限会社|合同会社)\s*|\s*(?:株式会社|有限会社)$"
)
WITH_LEGAL_FORM = re.compile(
    rf"((?:[A-ZÀ-Þ0-9][\w’'.-]*|&|und|and|et|of|de)(?: (?:[A-ZÀ-Þ0-9][\w’'.-]*|&|und|and|et|of|de)){{0,5}}),? "
    rf"((?:{_LEGAL}))(?![\w])"
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def spellings(text: str) -> frozenset[str]:
    """What a domain makes of a name: its letters without accents, or with German vowels written out."""
    plain = letters(text.replace("&", "")), letters(text.replace("&", "and")), letters(text.replace("&", "und"))
    return frozenset(form for one in plain for form in (one, letters(one.translate(_GERMAN)), _bare(one)))


def _bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def without_legal_form(name: str) -> str:
    """A name as people say it."""
    return LEGAL_FORM.sub("", LEGAL_FORM.sub("", name.strip())).strip(" ,.")


def host_of(url: str) -> str | None:
    """The public host of an address without ``www.``; None for addresses on one's own machine and IP numbers."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    if "." not in host:
        return None
    try:
        ip_address(host)
    except ValueError:
        return host
    return None


def domain_label(host: str) -> str:
    """The label of a host that carries the name: the one before the public suffix."""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else labels[0]
