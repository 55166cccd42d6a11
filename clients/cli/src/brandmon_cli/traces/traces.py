"""An audit's trace, read from the files the services write their spans to."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.tree import Tree

from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, sentence, write_json

Span = dict[str, Any]
SHOWN_PER_NAME = 3
"""Of many spans of one name under one parent, the first ones and the slowest are shown, the rest is counted."""
SLOWEST_TOLD = 3
"""How many of the steps that took longest, without what they waited for, are named at the end."""


def show(folder: Path, audit_id: str, *, as_json: bool) -> None:
    """Print the spans of the trace in which the audit was requested."""
    spans = list(_read(folder))
    trace_id = next((span["trace_id"] for span in spans if span["attributes"].get("saga_id") == audit_id), None)
    if trace_id is None:
        raise Failure(f"No trace of audit {audit_id} was found in {folder}.")
    own = sorted((span for span in spans if span["trace_id"] == trace_id), key=lambda span: span["start_ns"])
    if as_json:
        for span in own:
            write_json(span)
        return
    services = Counter(span["service"] for span in own)
    out = console()
    out.print(_tree(own))
    summary = ", ".join(f"{name} {count}" for name, count in sorted(services.items()))
    own_ns = _own_times(own)
    for span in sorted(own, key=lambda span: own_ns[span["span_id"]], reverse=True)[:SLOWEST_TOLD]:
        took, at = own_ns[span["span_id"]] / 1e6, (span["start_ns"] - own[0]["start_ns"]) / 1e9
        out.say("Slowest by itself: {:bold} {} (at {} s)", f"{took:.0f} ms", _name(span), f"{at:.2f}")
    out.say("Trace {}: {} spans ({}).", trace_id, len(own), summary)


def _read(folder: Path) -> Any:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                yield json.loads(line)
            except ValueError:  # the last line of a file that is being written
                continue


def _name(span: Span) -> str:
    return f"{span['service']} {span['name']}"


def _slowest_of_each(spans: Iterable[Span]) -> dict[str, Span]:
    slowest: dict[str, Span] = {}
    for span in spans:
        known = slowest.setdefault(_name(span), span)
        if _took(span) > _took(known):
            slowest[_name(span)] = span
    return slowest


def _took(span: Span) -> int:
    return int(span["end_ns"] - span["start_ns"])


def _own_times(spans: Sequence[Span]) -> dict[str, int]:
    """Nanoseconds that each span took without its children, which may overlap and may outlive it."""
    own: dict[str, int] = {}
    children: dict[str | None, list[Span]] = defaultdict(list)
    for span in spans:
        children[span["parent_id"]].append(span)
    for span in spans:
        left, reached = _took(span), span["start_ns"]
        for child in children[span["span_id"]]:  # in the order of their starts
            begin, end = max(child["start_ns"], reached), min(child["end_ns"], span["end_ns"])
            left -= max(0, end - begin)
            reached = max(reached, end)
        own[span["span_id"]] = left
    return own


def _tree(spans: list[Span]) -> Tree:
    began = spans[0]["start_ns"]
    known = {span["span_id"] for span in spans}
    children: dict[str | None, list[Span]] = defaultdict(list)
    for span in spans:
        children[span["parent_id"] if span["parent_id"] in known else None].append(span)

    def grow(branch: Tree, parent: str | None) -> None:
        shown: Counter[str] = Counter()
        slowest = _slowest_of_each(children[parent])
        left: Counter[str] = Counter()
        for span in children[parent]:
            name = _name(span)
            shown[name] += 1
            if shown[name] > SHOWN_PER_NAME and span is not slowest[name]:
                left[name] += 1
            else:
                at, took = (span["start_ns"] - began) / 1e9, _took(span) / 1e6
                grow(branch.add(sentence("{:dim} {} {:dim}", f"{at:7.2f} s", name, f"{took:.0f} ms")), span["span_id"])
        for name, count in left.items():
            branch.add(sentence("... and {} more of {}", count, name, style="dim"))

    root = Tree(sentence("audit", style="bold"))
    grow(root, None)
    return root
