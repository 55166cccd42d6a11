"""The process that draws pages: ``python -m reports.pages.child`` reads documents, writes pages, until its input ends.

Charts are drawn by native code, which a text can bring to an end that no ``except`` sees. It has no secret and no
connection, and bounds of its own: see ``Renderer`` for the other side.
"""

import resource
import sys
from typing import BinaryIO

from reports.documents.rules.document import from_json
from reports.pages.html import render

MEMORY_BYTES = 1024**3
"""Of data, not of addresses: the drawing engine reserves far more addresses than it uses."""
HEADER = 5
"""Bytes before a document: whether charts are wanted, and its length; before a page: its length, and one to spare."""


def main(asked: BinaryIO, told: BinaryIO) -> None:
    """Answer every document with its page."""
    while len(head := asked.read(HEADER)) == HEADER:
        document = from_json(asked.read(int.from_bytes(head[1:], "big")))
        page = render(document, drawn=head[0] == 1)
        told.write(len(page).to_bytes(HEADER, "big") + page)
        told.flush()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(sys.stdin.buffer, sys.stdout.buffer)
