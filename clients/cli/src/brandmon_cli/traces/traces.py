"""An audit's trace, read from the files the services write their spans to."""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.tree import Tree

from brandmon_cli.shared.failure import Failure

Span = dict[str, Any]
SHOWN_PER_NAME = 3
"""Of many spans of one name under one parent, the first ones are shown and the rest is counted."""


def show(folder: Path, audit_id: str, *, as_json: bool) -> None:
    """Print the spans of the trace in which the audit was requested."""
    spans = list(_read(folder))
    trace_id = next((span["trace_id"] for span in spans if span["attributes"].get("saga_id") == audit_id), None)
    if trace_id is None:
        raise Failure(f"No trace of audit {audit_id} was found in {folder}.")
    own = sorted((span for span in spans if span["trace_id"] == trace_id), key=lambda span: span["start_ns"])
    if as_json:
        sys.stdout.writelines(json.dumps(span) + "\n" for span in own)
        return
    services = Counter(span["service"] for span in own)
    Console().print(_tree(own))
    summary = ", ".join(f"{name} {count}" for name, count in sorted(services.items()))
    sys.stdout.write(f"Trace {trace_id}: {len(own)} spans ({summary}).\n")


def _read(folder: Path) -> Any:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                yield json.loads(line)
            except ValueError:  # the last line of a file that is being written
                continue


def _tree(spans: list[Span]) -> Tree:
    began = spans[0]["start_ns"]
    known = {span["span_id"] for span in spans}
    children: dict[str | None, list[Span]] = defaultdict(list)
    for span in spans:
        children[span["parent_id"] if span["parent_id"] in known else None].append(span)

    def grow(branch: Tree, parent: str | None) -> None:
        shown: Counter[str] = Counter()
        for span in children[parent]:
            name = f"{span['service']} {span['name']}"
            shown[name] += 1
            if shown[name] <= SHOWN_PER_NAME:
                at, took = (span["start_ns"] - began) / 1e9, (span["end_ns"] - span["start_ns"]) / 1e6
                grow(branch.add(f"[dim]{at:7.2f} s[/] {name} [dim]{took:.0f} ms[/]"), span["span_id"])
        for name, count in shown.items():
            if count > SHOWN_PER_NAME:
                branch.add(f"[dim]... and {count - SHOWN_PER_NAME} more of {name}[/]")

    root = Tree("[bold]audit[/]")
    grow(root, None)
    return root
