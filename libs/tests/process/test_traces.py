"""Traces in files stay within their bounds."""

from pathlib import Path

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

from common.process.telemetry import JsonLinesExporter

pytestmark = pytest.mark.pure


def test_a_full_file_becomes_the_old_one_and_no_more_than_two_are_kept(tmp_path: Path) -> None:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(JsonLinesExporter(tmp_path / "example.jsonl", most_bytes=2000)))
    tracer = provider.get_tracer("test")
    for number in range(60):
        tracer.start_span(f"span {number}").end()
    kept = sorted(tmp_path.iterdir())
    assert [path.name for path in kept if path.stat().st_size] in (
        ["example.1.jsonl", "example.jsonl"], ["example.1.jsonl"],
    )  # fmt: skip
    assert all(path.stat().st_size < 2600 for path in kept)
    assert "span 59" in "".join(path.read_text() for path in kept)
