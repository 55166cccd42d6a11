"""Java libraries, each fetched exactly as a committed list names it, checked, and kept in a cache that stacks share."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

LISTS = Path(__file__).parents[2] / "jars"
SETS = ("kafka", "debezium-postgres", "debezium-mongodb", "neo4j")
THREADS = 8
TRIES = 3
ABANDONED_S = 3600

Progress = Callable[[int, int], None]
"""Called with (jars that are there, jars in all)."""


class JarError(Exception):
    """A library could not be had, or is not the one that the list names."""


@dataclass(frozen=True, slots=True, order=True)
class Jar:
    """One line of a list: Maven coordinates and the SHA-256 of the file."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @classmethod
    def parse(cls, line: str) -> "Jar":
        """Read ``group:artifact:version[:classifier] sha256``; ``JarError`` where the line is something else."""
        coordinates, _, digest = line.strip().partition(" ")
        parts = coordinates.split(":")
        if len(parts) not in (3, 4) or not all(parts) or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            raise JarError(f"not a jar: {line.strip()!r}")
        return cls(parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else "", digest)

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.artifact}-{self.version}{'-' + self.classifier if self.classifier else ''}.jar"


Download = Callable[[Jar, Path], Path]
"""Puts the file of a jar somewhere below a folder and says where."""


def cache_folder() -> Path:
    """Where libraries are kept: ``$BRANDMON_CACHE``, or ``~/.cache/brandmon``."""
    return Path(os.environ.get("BRANDMON_CACHE") or Path.home() / ".cache" / "brandmon").absolute()


def read_list(name: str) -> list[Jar]:
    """The jars of one set, in the order of the committed file (which is the order on the class path)."""
    return [Jar.parse(line) for line in (LISTS / f"{name}.txt").read_text().splitlines() if line.strip()]


def location(jar: Jar, cache: Path) -> Path:
    """Where ``jar`` is once it was fetched."""
    return cache / "jars" / jar.group / jar.file


def class_path(name: str, cache: Path) -> list[Path]:
    """The files of a set that was fetched before."""
    return [location(jar, cache) for jar in read_list(name)]


def list_digest(name: str) -> str:
    """Changes whenever a library of the set does; short enough for a file name."""
    return hashlib.sha256((LISTS / f"{name}.txt").read_bytes()).hexdigest()[:12]


def fetch(
    names: Iterable[str],
    cache: Path | None = None,
    progress: Progress | None = None,
    *,
    download: Download | None = None,
) -> None:
    """Have every jar of the sets in the cache.

    Safe beside another run that fetches the same, and after one that was interrupted: a file appears under its name
    only when complete and checked. Raises ``JarError`` with the coordinates where one cannot be had.
    """
    folder = cache or cache_folder()
    wanted = sorted({jar for name in names for jar in read_list(name)})
    missing = [jar for jar in wanted if not location(jar, folder).is_file()]
    if not missing:
        return
    _forget_interrupted(folder)
    there = len(wanted) - len(missing)
    pool = ThreadPoolExecutor(THREADS)
    try:
        for done in as_completed([pool.submit(_fetch_one, jar, folder, download or from_maven) for jar in missing]):
            done.result()
            there += 1
            if progress:
                progress(there, len(wanted))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _forget_interrupted(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for part in folder.glob(".part-*"):
        if time.time() - part.stat().st_mtime > ABANDONED_S:
            shutil.rmtree(part, ignore_errors=True)


def _fetch_one(jar: Jar, cache: Path, download: Download) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            _fetch_checked(jar, cache, download)
        except (OSError, RuntimeError) as error:  # requests' errors are OSErrors; jgo raises RuntimeError
            if attempt == TRIES:
                raise JarError(f"{jar.group}:{jar.artifact}:{jar.version} cannot be fetched ({error})") from None
            time.sleep(attempt)
        else:
            return


def _fetch_checked(jar: Jar, cache: Path, download: Download) -> None:
    part = Path(tempfile.mkdtemp(prefix=".part-", dir=cache))
    try:
        fetched = download(jar, part)
        with fetched.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != jar.sha256:
            raise JarError(f"{jar.group}:{jar.artifact}:{jar.version} is not the file that the list names")
        target = location(jar, cache)
        target.parent.mkdir(parents=True, exist_ok=True)
        fetched.replace(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def from_maven(jar: Jar, folder: Path) -> Path:
    """Download exactly this artifact into ``folder``; nothing is resolved, so nothing else can come along."""
    from jgo.maven import MavenContext

    component = MavenContext(repo_cache=folder, timeout=60).project(jar.group, jar.artifact).at_version(jar.version)
    return Path(component.artifact(jar.classifier).resolve())
