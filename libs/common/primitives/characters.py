"""Classes of characters that are no text, as parts of patterns. Nothing is imported: filters that start fast use it."""

NON_CHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
"""Code points that Unicode keeps for no character, ever: what draws or stores text may end at one of them."""
