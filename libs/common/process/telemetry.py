"""Traces and logs. One audit is one trace over HTTP, outbox, Kafka and services; it is readable in files too."""

import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from opentelemetry import context as otel_context
from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Link, Span, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from common.process.settings import ServiceSettings

_PROPAGATOR = TraceContextTextMapPropagator()
_tracer = trace.get_tracer("brandmon")
FLUSH_MS = 500
TRACES_BYTES = 20 * 1024 * 1024
"""Of one service: a full file becomes the old one, and the old one before it goes."""


class JsonLinesExporter(SpanExporter):
    """Appends one JSON object per span to a file: enough to read an audit's journey without any collector."""

    def __init__(self, path: Path, most_bytes: int = TRACES_BYTES) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._most_bytes = most_bytes

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Write the spans; a full disk costs spans, never the service's work."""
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.writelines(json.dumps(_span_row(span)) + "\n" for span in spans)
                full = file.tell() > self._most_bytes
            if full:
                self._path.replace(self._path.with_suffix(".1.jsonl"))
        except OSError:
            return SpanExportResult.FAILURE
        return SpanExportResult.SUCCESS


def _span_row(span: ReadableSpan) -> dict[str, Any]:
    own = span.get_span_context()
    return {
        "trace_id": f"{own.trace_id:032x}" if own else None,
        "span_id": f"{own.span_id:016x}" if own else None,
        "parent_id": f"{span.parent.span_id:016x}" if span.parent else None,
        "service": span.resource.attributes.get("service.name"),
        "name": span.name,
        "start_ns": span.start_time,
        "end_ns": span.end_time,
        "status": span.status.status_code.name,
        "attributes": dict(span.attributes or {}),
        "links": [f"{link.context.trace_id:032x}-{link.context.span_id:016x}" for link in span.links],
    }


def setup(service: str, settings: ServiceSettings) -> None:
    """Install logging and tracing for this process; to be called once, by the entry point."""
    setup_logs(service, settings.log_level)
    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    if settings.otlp_endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=settings.otlp_endpoint)))
    if settings.trace_dir:
        exporter = JsonLinesExporter(settings.trace_dir / f"{service}.jsonl")
        provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=FLUSH_MS))
    trace.set_tracer_provider(provider)


def setup_logs(service: str, level: str) -> None:
    """JSON lines to standard error, from ``level`` on; what libraries say is kept without its text."""
    numeric = getattr(logging, level.upper())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _add_trace,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(numeric),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format=_STDLIB_FORMAT.replace("SERVICE", service))


_STDLIB_FORMAT = (
    '{"service": "SERVICE", "level": "%(levelname)s", "timestamp": "%(asctime)s", "logger": "%(name)s", '
    '"event": "message of a library"}'
)
"""Libraries log addresses, queries and sometimes payloads: their texts stay out, that they spoke is kept."""


def _add_trace(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    own = trace.get_current_span().get_span_context()
    if own.is_valid:
        event["trace_id"] = f"{own.trace_id:032x}"
    return event


@contextmanager
def span(
    name: str, *, kind: SpanKind = SpanKind.INTERNAL, linked: str | None = None, **attributes: str | int | float | bool
) -> Iterator[Span]:
    """A span around a piece of work, child of the current one; ``linked``: a ``traceparent`` that it refers to."""
    links = _links(linked)
    with _tracer.start_as_current_span(name, kind=kind, attributes=attributes, links=links) as current:
        yield current


def _links(traceparent: str | None) -> list[Link]:
    if traceparent is None:
        return []
    context = _PROPAGATOR.extract({"traceparent": traceparent}, context=otel_context.Context())
    told = trace.get_current_span(context).get_span_context()
    return [Link(told)] if told.is_valid else []


def current_traceparent() -> str | None:
    """The W3C ``traceparent`` of the current span, or None outside one."""
    carrier: dict[str, str] = {}
    _PROPAGATOR.inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def continue_trace(headers: Mapping[str, str | None]) -> Iterator[None]:
    """Make the span named by ``headers["traceparent"]`` the parent of what follows; an invalid one is ignored."""
    carrier = {name: value for name, value in headers.items() if value is not None}
    token = otel_context.attach(_PROPAGATOR.extract(carrier))
    try:
        yield
    finally:
        otel_context.detach(token)


def log(name: str) -> Any:
    """A structured logger; events are sentences in lower case, facts are keyword arguments, never personal data."""
    return structlog.get_logger(part=name)
