"""A site that lies in a folder, read as pages without a server or an engine."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from collector.pages.rules.page import ExtractedPage, extract_page

SUFFIXES = (".html", ".htm", ".xhtml", ".php")
INDEX = "index"


def pages_in(folder: Path, address: str) -> Iterator[tuple[str, ExtractedPage]]:
    """Each page below ``folder`` with its address below ``address``, in the order of addresses.

    An index file has its folder's address. Raises ``OSError`` where a file cannot be read.
    """
    files = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    placed = sorted((_path_of(path.relative_to(folder)), path) for path in files)
    for path, file in placed:
        url = f"{address.rstrip('/')}/{path}"
        yield url, extract_page(file.read_bytes(), url)


def _path_of(file: Path) -> str:
    parent = "" if file.parent == Path() else f"{file.parent.as_posix()}/"
    return quote(parent if file.stem.lower() == INDEX else f"{parent}{file.name}")
