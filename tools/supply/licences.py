"""Under which licence each locked package stands, and whether it may be part of the project.

A package says so in its metadata: an SPDX expression (PEP 639), else classifiers, else a free text, else the first line
of the licence that it brings along.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path

RULES = tomllib.loads((Path(__file__).parent / "licences.toml").read_text())
_LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
_LONGEST = 60
"""A longer text is a licence itself, whose first line has its name."""


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package; ``refused`` says why it may not be used, None where it may; ``why`` is an exception's reason."""

    name: str
    version: str
    licence: str
    refused: str | None = None
    why: str | None = None


def licences(*locks: Path) -> Iterator[Licensed]:
    """Every package of the lock files that is installed here; packages for other platforms are not."""
    for name in sorted({found[1] for lock in locks for found in _LOCKED.finditer(lock.read_text())}, key=str.lower):
        try:
            told = metadata(name)
        except PackageNotFoundError:
            continue
        classifiers = [each for each in told.get_all("Classifier") or [] if each.startswith("License ::")]
        fields = told.json
        said = fields.get("license_expression") or _of_classifiers(classifiers) or _of_text(fields.get("license"))
        said = said or _of_text(_licence_file(name))
        yield judged(name, str(told["Version"]), str(said or ""), RULES)


def judged(name: str, version: str, said: str, rules: Mapping[str, object]) -> Licensed:
    """A package with what it says of its licence, under ``rules`` of the form of licences.toml."""
    exceptions: Mapping[str, str] = rules["exceptions"]  # type: ignore[assignment]
    if name in exceptions:
        return Licensed(name, version, said, why=exceptions[name])
    if not said:
        return Licensed(name, version, "unknown", refused="its metadata names no licence")
    if not _is_accepted(said, rules["accepted"], rules["words"]):  # type: ignore[arg-type]
        return Licensed(name, version, said, refused=f"{said} is not among the accepted licences")
    return Licensed(name, version, said)


def _licence_file(name: str) -> str:
    """The text of the licence that a package brings along; empty where it brings none."""
    found = [each for each in files(name) or () if each.name.upper().startswith(("LICENSE", "LICENCE"))]
    return found[0].read_text() if found else ""


def _of_classifiers(classifiers: Sequence[str]) -> str:
    named = [each.rsplit(" :: ", 1)[1] for each in classifiers]
    return " AND ".join(each for each in named if each not in {"OSI Approved", "DFSG approved"})


def _of_text(text: object) -> str:
    first = str(text or "").strip().partition("\n")[0].strip()
    return first if len(first) <= _LONGEST else ""


def _is_accepted(said: str, accepted: Sequence[str], words: Mapping[str, str]) -> bool:
    """``A OR B`` where one will do, ``A AND B`` where all must; parentheses bind nothing that is in use."""
    plain = words.get(said, said)
    if plain in accepted:
        return True
    flat = re.sub(r"[()]", " ", plain) if plain not in words else plain
    for either in re.split(r"\s+OR\s+", flat):
        parts = [part.strip() for part in re.split(r"\s+AND\s+|[;,]\s*", either)]
        if all(words.get(part, part) in accepted for part in parts):
            return True
    return False
