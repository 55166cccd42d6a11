"""What a service exports of an organisation, as data: by store what it is, which columns stay out and why. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

DELIVERY = {
    "outbox": "messages on their way to other parts of the system; what they say is in the other files",
    "inbox": "ids of messages that were handled",
    "saga_replies": "answers that parts of the system gave each other: ids and counts",
    "first_answers": "answers kept for requests that are sent twice, sealed under keys that only their senders have",
    "erasures": "ids of what was erased",
    "export_jobs": "the work queue of exports: ids and times",
    "export_files": "which files this export has written so far: they are in the manifest",
}
"""What every service keeps for delivering messages and for exporting itself, each with the reason why it stays out."""
QUEUE = "a work queue: ids and times of what is to be done next"
_ENGINE = re.compile(r"(?P<engine>[a-z0-9]+):(?P<name>.+)")
_FOLDERS = {"neo4j": "graph/", "s3": "objects/"}
SAFE_PATH = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*")
"""A path in the ZIP that no program unpacks outside of its folder."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One store: what it holds, in a sentence for people; ``without``: columns that are left out, with the reason."""

    about: str
    without: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is in a store of the organisation's and not in its export."""

    store: str
    column: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Exports:
    """All of a service. ``taken`` and ``left``: by table, or ``engine:name``; ``left`` has the reasons."""

    service: str
    taken: Mapping[str, Exported]
    left: Mapping[str, str]

    def left_out(self) -> Iterator[LeftOut]:
        """Every column and store that stays out."""
        for store, exported in sorted(self.taken.items()):
            yield from (LeftOut(store, column, reason) for column, reason in sorted(exported.without.items()))
        yield from (LeftOut(store, None, reason) for store, reason in sorted(self.left.items()))


def stem_of(store: str) -> str:
    """The path of a store's files in its service's part, without an ending."""
    found = _ENGINE.fullmatch(store)
    return store if found is None else f"{_FOLDERS.get(found['engine'], '')}{found['name']}"


def is_tabular(store: str) -> bool:
    """Whether a store's rows all have the same columns, so that a table can be made of them."""
    return ":" not in store or store.startswith("clickhouse:")
