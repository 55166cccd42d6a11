"""What was ever published, a line each: a file that only grows, against which the models are held.

A schema and its model can be edited together, so that they agree again; a line of the ledger cannot: a line that any
commit held and that is gone is a fault, too.
"""

import json
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from common.contracts.publish.compatibility import Schema, binding, breaking_changes

LEDGER = Path(__file__).parents[1] / "published.jsonl"
Entry = Mapping[str, Any]
_FIXED = ("key_field", "partitions", "kind")
_NEVER_LESS = ("visibility", "retention_days")


def entry(topic: str, version: int, facts: Mapping[str, object], schema: Schema) -> Entry:
    """A line: what consumers of a topic rely on; prose may change and is left out.

    ``facts``: key field, partitions, kind, visibility, days of retention (null: the newest of each key, for ever).
    """
    return {"topic": topic, "version": version, **facts, "schema": binding(schema)}


def line(published: Entry) -> str:
    """An entry as it stands in the file."""
    return json.dumps(published, sort_keys=True, ensure_ascii=False)


def faults(
    published: Iterable[Entry],
    current: Iterable[Entry],
    reads: Callable[[str, int], bool] = lambda _topic, _version: True,
) -> list[str]:
    """What in the current messages breaks a promise made earlier; ``reads``: whether a topic's version can be read."""
    now = {each["topic"]: each for each in current}
    found = []
    for old in published:
        topic, new = old["topic"], now.get(old["topic"])
        if new is None:
            found.append(f"{topic}: the topic is gone")
            continue
        found += [f"{topic}: {name} {old[name]} became {new[name]}" for name in _FIXED if old[name] != new[name]]
        found += [f"{topic}: {name} {old[name]} became {new[name]}" for name in _NEVER_LESS if _is_less(name, old, new)]
        if new["version"] < old["version"]:
            found.append(f"{topic}: version {old['version']} became {new['version']}")
        elif not reads(topic, old["version"]):
            found.append(f"{topic}: version {old['version']} was published, and nothing upcasts it")
        elif new["version"] == old["version"]:
            found += [f"{topic}: {change}" for change in breaking_changes(old["schema"], new["schema"])]
    return sorted(set(found))


def _is_less(name: str, old: Entry, new: Entry) -> bool:
    """Whether consumers lose by it. Lines of before these facts promise nothing of them."""
    if name not in old or old[name] == new[name]:
        return False
    if name == "visibility":
        return bool(old[name] == "public")
    before, after = old[name], new[name]
    return before is None or after is None or int(after) < int(before)


def lost_lines(text: str, earlier: Iterable[str]) -> list[str]:
    """Lines that an earlier text of the ledger held and this one does not."""
    kept = set(text.splitlines())
    return sorted({each for old in earlier for each in old.splitlines()} - kept)


def earlier_texts(path: Path = LEDGER) -> list[str]:
    """The ledger in each commit that this checkout knows; none where it is no checkout."""
    commits = _git(path, "log", "--format=%H", "--", path.name).split()
    return [_git(path, "show", f"{commit}:./{path.name}") for commit in commits]


def _git(path: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", *words],  # noqa: S607 - whichever git made the checkout
            cwd=path.parent,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except FileNotFoundError:
        return ""
    return done.stdout
