"""The report as one HTML file: no script, no request, readable for ever.

Autoescaping is on, and every printed text is cleaned of control and direction marks on its way out; the only things
that go past it are the drawings (rebuilt from a list of allowed elements) and the style sheet.
"""

import base64
import hashlib
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from common.contracts.analytics import Slice
from reports.documents.rules import glossary, wording
from reports.documents.rules.document import ReportDocument
from reports.documents.rules.story import FEWEST_SHARED
from reports.pages.rules import drawings, palette
from reports.pages.rules.views import (
    HEAT_LEVELS,
    belief_words,
    brand_rows,
    clean,
    heat_rows,
    own_shares,
    position_cell,
    presence_words,
    quotes,
    share_cell,
    share_table,
)

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def render(document: ReportDocument, *, drawn: bool = True) -> bytes:
    """The page, UTF-8, with its charts or, not ``drawn``, with its tables alone.

    The same document gives the same bytes. Takes some 0.3 s of one core, the first time in a process 1 s.
    """
    page = _environment().get_template("report.html.j2").render(document=document, **_parts(document, drawn=drawn))
    return page.encode()


def content_security_policy() -> str:
    """What the page may do: carry this style sheet, and nothing else."""
    return f"default-src 'none'; style-src 'sha256-{_style_hash()}'; img-src data:; base-uri 'none'; form-action 'none'"


def _parts(document: ReportDocument, *, drawn: bool) -> dict[str, Any]:
    whole = document.whole()
    own_quotes, other_quotes = quotes(document)
    return {
        "whole": whole,
        "own": document.own(whole),
        "branded": document.whole(branded=True),
        "style": Markup(_style()),  # noqa: S704 - our own file
        "policy": content_security_policy(),
        "drawings": _drawings(document, whole if drawn else None),
        "own_quotes": own_quotes,
        "other_quotes": other_quotes,
        "definition": glossary.DEFINITIONS.get(document.measure.definition, glossary.UNKNOWN_DEFINITION),
        "titles": glossary.TITLES,
        "terms": glossary.TERMS,
        "presences": presence_words(document),
        "beliefs": belief_words(document),
        "substitutes": _substitutes(document),
    }


def _drawings(document: ReportDocument, whole: Slice | None) -> dict[str, drawings.Drawing | None]:
    if whole is None:
        return dict.fromkeys(("share_of_voice", "presence", "beliefs", "providers"))
    return {
        "share_of_voice": drawings.share_of_voice(document, whole, "share"),
        "presence": drawings.presence(document, whole),
        "beliefs": drawings.beliefs(document, whole),
        "providers": drawings.by_provider(document),
    }


def _substitutes(document: ReportDocument) -> list[Any]:
    mine = [one for one in document.substitutions if one.missing_brand_id == document.brand_id]
    return sorted(mine, key=lambda one: (-one.occurrences, one.substitute_brand))


def day(moment: datetime) -> str:
    """A date as it is written, whatever the machine's locale."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def minute(moment: datetime) -> str:
    """A date with its time of day."""
    return f"{day(moment)}, {moment:%H:%M} UTC"


def _finalize(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _drawn(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - rebuilt by svg.py from a list of allowed elements


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        count=wording.count, day=day, minute=minute, drawn=_drawn, listed=wording.listed, percent=wording.percent,
        share=share_cell, place=position_cell, provider=wording.provider_name, sentence=wording.sentence,
        clause=wording.clause, part_name=wording.part_name,
    )  # fmt: skip
    environment.globals.update(fewest_shared=FEWEST_SHARED)
    environment.globals.update(brand_rows=brand_rows, heat_rows=heat_rows, table_of=share_table, own_shares=own_shares)
    return environment


@cache
def _style() -> str:
    source = _environment().loader.get_source(_environment(), "report.css")[0]  # type: ignore[union-attr]
    light, dark = palette.variables(dark=False), palette.variables(dark=True)
    swatches = "\n".join(
        f".swatch-{name}{{background:var(--{name})}}"
        for name in palette.roles()
        if name.startswith(("presence", "belief"))
    )
    themes = f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    steps = range(1, HEAT_LEVELS)
    mix = "color-mix(in srgb,var(--heat) {:g}%,var(--paper))"
    heat = "\n".join(f".heat tbody .heat-{step}{{background:{mix.format(100 * step / len(steps))}}}" for step in steps)
    return f"{themes}{source}{palette.drawing_rules()}\n{swatches}\n{heat}\n"


@cache
def _style_hash() -> str:
    return base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
