"""What is known of an element while it is being read."""

from typing import Any

FELT = 6
"""So many elements of a kind around a text say what it is; what is further out doesn't."""


class Frame:
    """An element that is being read: what its text is, where its blocks begin, and what it stands in, itself too."""

    __slots__ = ("around", "block", "element", "kind", "quoted", "several", "start")

    around: tuple[str, ...]
    quoted: bool

    def __init__(self, element: Any, kind: str | None, start: int, above: "Frame | None", several: bool) -> None:
        self.element, self.kind, self.start, self.several, self.block = element, kind, start, several, False
        outer = above.around if above else ()
        self.around = (*outer, kind)[-FELT:] if kind else outer
        self.quoted = (above is not None and above.quoted) or (kind == "quote" and not several)
