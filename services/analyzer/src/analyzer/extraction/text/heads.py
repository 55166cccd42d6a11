"""What the head of a list item may say beside a brand's name."""

import re

_WORD = r"(?:[A-Z0-9][\w.&'’/+-]{0,24}|[a-z]{1,3}-?[0-9A-Z][\w-]{0,12})"
_END = r"\s*(?:$|[:,–—(\n]|\s- )"
LONGER_NAME = re.compile(
    rf"(?: (?:(?:&|and|of|for|with) )?{_WORD}){{1,6}}(?: \([^()\n]{{1,40}}\))?[A-Za-z ]{{0,12}}{_END}"
)
"""What follows a brand in an item's head before that ends: "Sony *Cameras:*", "Nokia *2130:*", "Sony *a7 IV*"."""
NAME_LIKE = re.compile(
    rf"(?:{_WORD}|of|the|and|&|for|by)(?:\s(?:{_WORD}|of|the|and|&|for|by)){{0,5}}\s?(?:\([^()\n]{{1,40}}\))?{_END}"
)
"""A head that is a name, whoever's: capitalised words and little else."""
