"""The version of what computes by rules: a label that people choose, and a hash of everything that decides.

``rules-9@3f9c2a1b04de``: readings, analyses, classifications and plans carry it, and ids derive from it. Whoever
changes a rule or a word list changes the version by it; nobody has to remember to raise it. ``make check`` compares the
versions with those committed in ``tests/architecture/rules.versions``, so that a change of rules shows in its own diff.
"""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version as version_of
from pathlib import Path

HASH_LENGTH = 12
"""Hexadecimal digits: 48 bits, for versions of which a system sees thousands, not millions."""
DERIVED: dict[str, tuple[Path, ...]] = {}
"""The files that each derived version of this process rests on."""
_RULES = frozenset({".py", ".txt", ".tsv", ".csv", ".json", ".toml"})


def derived_version(label: str, *parts: Path, without: Iterable[str] = (), distributions: Iterable[str] = ()) -> str:
    """``label@hash`` over the rule and data files under ``parts`` (folders or files).

    ``without`` names files of these folders that decide nothing (an entry point). ``distributions`` are installed
    packages whose own data or models take part: their versions are hashed. The same files give the same version on
    every machine.

    Raises:
        FileNotFoundError: a part does not exist, or holds no rules.
    """
    digest, files = hashlib.sha256(), []
    for part in parts:
        found = list(_files(part, frozenset(without)))
        if not found:
            raise FileNotFoundError(f"{part} holds no rules to derive a version from")
        for name, path in found:
            content = path.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
            files.append(path)
    for name in sorted(distributions):
        digest.update(f"{name}=={version_of(name)}\0".encode())
    derived = f"{label}@{digest.hexdigest()[:HASH_LENGTH]}"
    DERIVED[derived] = tuple(files)
    return derived


def label_of(version: str) -> str:
    """The label that people chose: what stays the same while rules are mended."""
    return version.partition("@")[0]


def _files(part: Path, without: frozenset[str]) -> Iterator[tuple[str, Path]]:
    found = part.rglob("*") if part.is_dir() else [part]
    of = {path.relative_to(part.parent).as_posix(): path for path in found if path.suffix in _RULES}
    for name in sorted(of):
        if of[name].name not in without and "__pycache__" not in name:
            yield name, of[name]
