"""The kinds of goods that a list of priced names holds: what the names of things have in common."""

import re
from collections import defaultdict
from collections.abc import Iterator

from analyzer.sites.rules.reading.ordinary import is_listed
from analyzer.sites.rules.substance.phrases import key_of

_SIZE = re.compile(r"\d|^[A-Z0-9-]{1,4}$")
_LONGEST = 2


def kinds_of(names: list[str], spoken: list[str], language: str) -> Iterator[tuple[str, str]]:
    """What two or more of the names are, or one of them where the site has ``spoken`` of the kind too; with the name.

    The kind stands last in an English or German name, first in a French one; brands and sizes are none.
    """
    makers = {key_of(name.split()[0]) for name in names if name.split()} if language != "fr" else set()
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        words = [word.strip(",()") for word in re.split(r",\s| [–-] ", name)[0].split()]
        words = [word for word in words if word and not _SIZE.search(word)]
        for length in range(1, _LONGEST + 1):
            if len(words) <= length - 1:
                continue
            part = words[:length] if language == "fr" else words[-length:]
            if length == 1 and key_of(part[0]) in makers:
                continue
            if all(is_listed(word, language) for word in part) or (length == 1 and language != "fr"):
                found[key_of(" ".join(part))].append((" ".join(part), name))
    for key, each in found.items():
        said = sum(f" {key} " in text for text in spoken)
        others = said - len({name for _, name in each})
        if len({name for _, name in each}) > 1 or others > 0:
            yield each[0]
