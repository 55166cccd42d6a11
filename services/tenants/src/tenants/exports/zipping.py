"""The parts put together: one ZIP on this machine's disk, with a manifest of what is in it and a page for people.

Whatever a part says is looked at: paths that a program could unpack elsewhere, files that are not what was written.
"""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from common.exports.declared import SAFE_PATH
from common.exports.places import PART, key_of
from common.exports.writing import FileFacts

FORMAT, VERSION = "brandmon-export", 1
_CHUNK = 1 << 20
README = """\
This is everything that the Brand Influence Monitor kept of the organisation {name} on {made_at}.

Each folder is what one part of the system keeps. The names of the files say what they hold; manifest.json has a
sentence about each, with its number of rows, its size and its SHA-256 digest, by which you can see that nothing was
changed since.

Files that end with .jsonl hold one JSON object per line, in UTF-8. They are exact. Files that end with .csv hold the
same for programs that show tables. In these a text that begins like a formula (with = + - @, a tab or a line
break) has an apostrophe before it, so that no program runs it; take the .jsonl file where you need the text as it was.
What lies in a folder "objects" is a file as it was kept. Bytes are written in base64, times in UTC.

Passwords, keys and other secrets are not here, nor is what only serves the running of the system: manifest.json lists
under "left_out" every table and column that was left out, each with the reason. The files were written one after the
other, so what happened meanwhile may be in some of them and not in others.

There are {files} files with {rows} rows. An owner of the organisation ordered this export; keep it as you would keep
the data itself.
"""


class PartDamaged(Exception):  # noqa: N818 - a verdict
    """A part is missing, or is not what its service wrote."""


class Chunks(Protocol):
    """Where the parts are read from."""

    def chunks(self, key: str, *, first: int = 0) -> AsyncIterator[bytes]:
        """An object's bytes, some at a time."""
        ...

    async def get(self, key: str) -> bytes:
        """An object's bytes."""
        ...


@dataclass(frozen=True, slots=True)
class About:
    """Whose export it is."""

    tenant_id: UUID
    export_id: UUID
    name: str
    slug: str
    requested_by: UUID
    made_at: datetime


@dataclass(slots=True)
class Packed:
    """What is in the ZIP so far."""

    files: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows of all files; those that are in a table too count once."""
        return sum(each["rows"] or 0 for each in self.files if not each["path"].endswith(".csv"))


async def pack(target: Path, about: About, services: Sequence[str], store: Chunks) -> Packed:
    """Write the ZIP to ``target``; ``PartDamaged`` where a part is not whole."""
    packed = Packed()
    with ZipFile(target, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        for service in services:
            part = await _part(about, service, store)
            packed.left_out += [{"service": service, **each} for each in part["left_out"]]
            for told in part["files"]:
                facts = FileFacts(**told)
                if SAFE_PATH.fullmatch(facts.path) is None:
                    raise PartDamaged(f"a path of {service} leaves its folder")
                source = store.chunks(key_of(about.tenant_id, about.export_id, service, facts.path))
                await _copy(archive, f"{service}/{facts.path}", facts, source, about.made_at)
                packed.files.append({**told, "path": f"{service}/{facts.path}", "service": service})
        for name, text in (("manifest.json", _manifest(about, packed)), ("README.txt", _readme(about, packed))):
            await asyncio.to_thread(archive.writestr, _info(name, about.made_at), text)
    return packed


async def _part(about: About, service: str, store: Chunks) -> Mapping[str, Any]:
    part: Mapping[str, Any] = json.loads(await store.get(key_of(about.tenant_id, about.export_id, service, PART)))
    paths = [each["path"] for each in part["files"]]
    if part["service"] != service or len(set(paths)) < len(paths):
        raise PartDamaged(f"the part of {service} is another's, or names a file twice")
    return part


async def _copy(
    archive: ZipFile, path: str, facts: FileFacts, source: AsyncIterator[bytes], at: datetime
) -> None:  # fmt: skip
    """Compressing is work for a thread: requests are answered meanwhile."""
    digest, size = hashlib.sha256(), 0
    with archive.open(_info(path, at), "w", force_zip64=True) as entry:
        async for chunk in source:
            digest.update(chunk)
            size += len(chunk)
            await asyncio.to_thread(entry.write, chunk)
    if (size, digest.hexdigest()) != (facts.bytes, facts.sha256):
        raise PartDamaged(f"{path} is not what was written")


def _info(path: str, at: datetime) -> ZipInfo:
    info = ZipInfo(path, at.timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _manifest(about: About, packed: Packed) -> str:
    told = {
        "format": FORMAT,
        "version": VERSION,
        "export_id": str(about.export_id),
        "organization": {"id": str(about.tenant_id), "name": about.name, "slug": about.slug},
        "made_at": about.made_at.isoformat(),
        "requested_by": str(about.requested_by),
        "files": packed.files,
        "left_out": packed.left_out,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _readme(about: About, packed: Packed) -> str:
    facts = {"name": about.name, "made_at": f"{about.made_at:%Y-%m-%d %H:%M} UTC"}
    return README.format(**facts, files=len(packed.files), rows=packed.rows)


def measured(file: Path) -> tuple[int, str]:
    """Bytes and SHA-256 of a file."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
    return file.stat().st_size, digest.hexdigest()
