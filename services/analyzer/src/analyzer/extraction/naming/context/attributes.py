"""Properties of products: their values are written with capitals, and are nobody's name."""

import re

_ATTRIBUTE = re.compile(
    r"\b(?:colou?rs?|sizes?|materials?|flavou?rs?|patterns?|finish|gender|age group|scent) ?: ?$",
    re.IGNORECASE,
)
_LONGEST_ATTRIBUTE = 24


def is_value(text: str, opens: int, start: int) -> bool:
    """Whether what begins at ``start`` is the value of a product's property ("Color: Purple"), not somebody's name.

    ``opens``: where the block of the text begins; the property is named in the same block.
    """
    return bool(_ATTRIBUTE.search(text, max(opens, start - _LONGEST_ATTRIBUTE), start))
