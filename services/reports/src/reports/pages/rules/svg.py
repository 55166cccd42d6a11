"""From a Vega-Lite specification to an SVG that may stand inside a page.

The converter is a library of its own and its output goes into a page past the template's escaping, so it is parsed and
written anew: an element or attribute that is not on the list is an error, not something to hope about.
"""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reports.pages.rules.charts import Spec

VEGA_LITE = "6.4"
"""Pinned: another version may draw the same chart in other bytes."""

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset({"svg", "g", "path", "line", "rect", "text", "tspan"})
_KEPT = frozenset(
    {
        "width", "height", "viewBox", "transform", "d", "x", "y", "x2", "y2", "fill", "stroke", "stroke-width",
        "stroke-miterlimit", "opacity", "text-anchor", "font-size", "font-weight",
    }
)  # fmt: skip
# Clips only hide what leaves the scale, and here every scale holds all of its data.
_DROPPED = frozenset({"clip-path", "class", "role", "display", "pointer-events", "font-family", "version", "xmlns"})


class DrawingError(ValueError):
    """The converter drew something that these charts never contain."""


def draw(spec: Spec, *, title: str, description: str, name: str) -> str:
    """The chart as an ``svg`` element that names itself to a screen reader; takes some 20 ms, 0.5 s the first time.

    ``name`` makes the element's ids unique within the page. Nothing is fetched: the data is in the specification.
    """
    import vl_convert

    drawing = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return rebuilt(drawing, title=title, description=description, name=name)


def rebuilt(drawing: str, *, title: str, description: str, name: str) -> str:
    """A drawing written anew from what is allowed in it; ``DrawingError`` where it holds anything else."""
    from lxml import etree

    root = etree.fromstring(drawing.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    width, height = root.get("width"), root.get("height")
    inner = "".join(_element(child) for child in root)
    return (
        f'<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f"aria-labelledby={quoteattr(f'{name}-title {name}-desc')}>"
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f"{inner}</svg>"
    )


def _element(node: Any) -> str:
    tag = node.tag.removeprefix(_SVG) if isinstance(node.tag, str) else str(node.tag)
    if tag == "defs":
        return ""
    if tag not in _ELEMENTS:
        raise DrawingError(f"element {tag}")
    if node.get("display") == "none" or node.get("class") in {"background", "foreground"}:
        return ""
    inside = escape(node.text or "") if tag in {"text", "tspan"} else ""
    inside += "".join(_element(child) for child in node)
    if not inside and tag in {"g", "text"}:
        return ""
    look = _attributes(node)
    if tag == "g" and look in {"", ' transform="translate(0,0)"'}:
        return inside
    return f"<{tag}{look}>{inside}</{tag}>" if inside else f"<{tag}{look}/>"


def _attributes(node: Any) -> str:
    written = ""
    for name, value in node.attrib.items():
        if name in _KEPT and (name, value) != ("opacity", "1"):
            written += f" {name}={quoteattr(value)}"
        elif name not in _DROPPED | {"opacity"} and not name.startswith("aria-"):
            raise DrawingError(f"attribute {name}")
    return written
