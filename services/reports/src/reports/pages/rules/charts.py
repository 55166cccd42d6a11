"""The charts as Vega-Lite specifications: data in, a dictionary out.

Everything that would depend on the fonts of the machine is fixed here (sizes, margins, where a label is cut), so that
a chart comes out the same everywhere. Texts travel as data, never inside an expression: Vega escapes them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.documents.rules.wording import percent
from reports.pages.rules.palette import PAGE, Colour

Spec = dict[str, Any]

_ROW = 34
_BAR = 16
_MARGIN_TOP = 6
_MARGIN_BOTTOM = 26
_FONT = "Liberation Sans"


@dataclass(frozen=True, slots=True)
class Size:
    """One width that a chart is drawn in: pixels of the whole, of the labels on the left, and letters of a label."""

    name: str
    width: int
    labels: int
    letters: int
    ticks: int
    tail: int = 52


WIDE = Size("wide", width=800, labels=190, letters=24, ticks=6)
NARROW = Size("narrow", width=340, labels=116, letters=14, ticks=3, tail=44)
SIZES = (WIDE, NARROW)


@dataclass(frozen=True, slots=True)
class Bar:
    """One share of 0..1 with its interval, where it has one."""

    label: str
    own: bool
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Stack:
    """One row of counts by kind."""

    label: str
    own: bool
    counts: Mapping[str, int]


def bars(rows: Sequence[Bar], size: Size) -> Spec:
    """Shares as bars with whiskers, the customer's in its own colour, each with its value at the end."""
    top = max((row.high if row.high is not None else row.value) for row in rows)
    limit = next((edge for edge in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8) if top <= edge), 1.0)
    values = [_bar_values(index, row, size) for index, row in enumerate(rows)]
    x: Spec = {"field": "value", "type": "quantitative", "scale": {"domain": [0, limit], "nice": False}}
    axis = {"format": ".0%", "tickCount": size.ticks}
    whisker: Spec = {"y": _rows(), "x": {"field": "low", "type": "quantitative"}}
    has_interval = [{"filter": "datum.low !== null"}]
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": _BAR, "cornerRadiusEnd": 2},
            "encoding": {"y": _rows(), "x": {**x, "axis": {**_axis(), **axis}}, "color": _own_colour()},
        },
        {
            "transform": has_interval,
            "mark": {"type": "rule", "strokeWidth": 1.5, "color": PAGE["whisker"].light},
            "encoding": {**whisker, "x2": {"field": "high"}},
        },
        *(
            {
                "transform": has_interval,
                "mark": {"type": "tick", "thickness": 1.5, "size": 8, "color": PAGE["whisker"].light},
                "encoding": {"y": _rows(), "x": {"field": end, "type": "quantitative"}},
            }
            for end in ("low", "high")
        ),
        _at_end("end", "told"),
    ]
    return _chart(values, layers, size, _labels(rows, size))


def _bar_values(index: int, row: Bar, size: Size) -> Spec:
    return {
        "row": index,
        "own": row.own,
        "value": row.value,
        "low": row.low,
        "high": row.high,
        "end": row.high if row.high is not None else row.value,
        "told": percent(row.value),
    }


def stacks(rows: Sequence[Stack], colours: Mapping[str, Colour], total: int, size: Size) -> Spec:
    """Counts by kind, laid end to end in the order of ``colours``, over an axis of 0..total."""
    values = []
    for index, row in enumerate(rows):
        start = 0
        for kind in colours:
            number = row.counts.get(kind, 0)
            values.append(
                {
                    "row": index,
                    "kind": kind,
                    "from": start,
                    "to": start + number,
                }
            )
            start += number
    scale = {"domain": [0, total], "nice": False}
    colour = {"domain": list(colours), "range": [colour.light for colour in colours.values()]}
    axis = {**_axis(), "format": "d", "tickCount": min(size.ticks, total), "tickMinStep": 1}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": _BAR + 4, "stroke": PAGE["surface"].light, "strokeWidth": 1},
            "transform": [{"filter": "datum.to > datum.from"}],
            "encoding": {
                "y": _rows(),
                "x": {"field": "from", "type": "quantitative", "scale": scale, "axis": axis},
                "x2": {"field": "to"},
                "color": {"field": "kind", "type": "nominal", "scale": colour, "legend": None},
            },
        }
    ]
    return _chart(values, layers, size, _labels(rows, size))


def _labels(rows: Sequence[Bar | Stack], size: Size) -> list[Spec]:
    return [{"row": at, "label": shortened(row.label, size.letters), "own": row.own} for at, row in enumerate(rows)]


def _chart(values: list[Spec], layers: list[Spec], size: Size, labels: list[Spec]) -> Spec:
    """The frame that all charts share: fixed margins, rows by number, labels on the left."""
    on_the_left = [
        {
            "data": {"values": [label for label in labels if label["own"] is own]},
            "mark": {"type": "text", "align": "right", "baseline": "middle", "dx": -10, "fontSize": 13, **look},
            "encoding": {"y": _rows(), "x": {"value": 0}, "text": {"field": "label"}},
        }
        for own, look in (
            (True, {"fontWeight": 700, "color": PAGE["own"].light}),
            (False, {"color": PAGE["ink"].light}),
        )
    ]
    return {
        "background": None,
        "autosize": {"type": "none"},
        "padding": {"left": size.labels, "right": size.tail, "top": _MARGIN_TOP, "bottom": _MARGIN_BOTTOM},
        "width": size.width - size.labels - size.tail,
        "height": len(labels) * _ROW,
        "config": {"aria": False, "font": _FONT, "view": {"stroke": None}, "axis": {"domain": False}},
        "data": {"values": values},
        "layer": [*layers, *on_the_left],
    }


def _rows() -> Spec:
    return {"field": "row", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0, "paddingOuter": 0}}


def _axis() -> Spec:
    return {
        "title": None,
        "ticks": False,
        "labelPadding": 8,
        "labelFontSize": 12,
        "labelColor": PAGE["muted"].light,
        "gridColor": PAGE["line"].light,
        "labelBound": False,
        "labelFlush": False,
        "labelOverlap": False,
    }


def _own_colour() -> Spec:
    return {
        "field": "own",
        "type": "nominal",
        "scale": {"domain": [True, False], "range": [PAGE["own"].light, PAGE["rival"].light]},
        "legend": None,
    }


def _at_end(place: str, text: str) -> Spec:
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "dx": 8,
            "fontSize": 12,
            "color": PAGE["muted"].light,
        },
        "encoding": {
            "y": _rows(),
            "x": {"field": place, "type": "quantitative"},
            "text": {"field": text},
        },
    }


def shortened(text: str, letters: int) -> str:
    """A label of at most ``letters`` code points; what was cut is marked by an ellipsis."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
