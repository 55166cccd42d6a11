"""What the head of a list item may say beside a brand's name."""

import re

LONGER_NAME = re.compile(
    r"(?: (?:[A-Z0-9][\w.&'-]{0,20}|[a-z]{1,3}[0-9A-Z][\w-]{0,12})){1,5}(?: \([^()\n]{1,40}\))?[A-Za-z ]{0,12}\s*(?:$|[:,–—(\n]| - )"
)
"""What may follow a brand in the head of an item before the head ends: "Sony *Cameras:*", "Nokia *2130:*", "Sony *a7 IV*"."""
NAME_LIKE = re.compile(
    r"(?:(?:[A-Z0-9][\w.&'’/-]{0,24}|[a-z]{1,3}[0-9A-Z][\w-]{0,12}|of|the|and|&|for|by)\s?){1,6}(?:\([^()\n]{1,40}\))?\s*(?:$|[:,–—(\n]|\s- )"
)
"""A head that is a name, whoever's: capitalised words and little else."""
