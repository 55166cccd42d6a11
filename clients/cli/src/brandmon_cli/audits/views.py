"""What a person reads in the terminal, drawn from a report's JSON. Every share says what it is a share of."""

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from brandmon_cli.shared.output import console, data, framed, joined

Json = dict[str, Any]
BAR_CELLS = 18
WIDE = 110
"""Columns from which there is room for bars."""
BRANDS_SHOWN = 12
SUBSTITUTES_SHOWN = 5
QUOTES_SHOWN = 3
GROUNDS = {
    "list": "In the list under “{}”",
    "heading": "Under the heading “{}”",
    "table": "In the table “{}”",
    "question": "It is what the question asked for",
}
"""What makes a quotation prove its state where the sentence alone does not; the words stand over it."""
PRESENCES = ("recommended", "trusted", "compared", "mentioned", "ignored")


def percent(figure: Json) -> Text:
    """A share as '12.5 %', with its interval where it has one."""
    if figure["value"] is None:
        return data("–")
    text = f"{figure['value'] * 100:.0f} %"
    if figure["low"] is None:
        return data(text)
    return joined(f"{text}  ", (f"{figure['low'] * 100:.0f}–{figure['high'] * 100:.0f}", "dim"))


def bar(figure: Json) -> Text:
    """A share as a bar: solid up to its value, shaded to the upper end of its interval."""
    value, high = figure["value"] or 0.0, figure["high"] or figure["value"] or 0.0
    solid, shaded = round(value * BAR_CELLS), round(high * BAR_CELLS)
    return joined(("█" * solid, "cyan"), ("░" * (shaded - solid), "cyan dim"), " " * (BAR_CELLS - shaded))


def whole(report: Json, *, branded: bool = False) -> Json | None:
    """The slice over all answers."""
    found = (part for part in report["slices"] if part["by"] == "all" and part["branded"] is branded)
    return next(found, None)


def result(report: Json) -> RenderableType:
    """The whole result of an audit."""
    part = whole(report)
    parts: list[RenderableType] = [framed(data(report["headline"], "bold"), title=report["brand"])]
    if part is None:
        parts.append(data("No unbranded prompt was answered, so there is nothing to show a share of."))
        return Group(*parts)
    parts += [shares(part, report), presences(part), substitutions(report), quotes(report)]
    parts += [data(f"· {caution}", "yellow") for caution in report["cautions"]]
    return Group(*(Padding(each, (0, 0, 1, 0)) for each in parts))


def shares(part: Json, report: Json, *, width: int | None = None) -> RenderableType:
    """Share of voice per brand of one slice, and the sentence that says what the numbers are."""
    wide = (width or console().width) >= WIDE
    table = Table(title="Share of voice", title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    table.add_column("", no_wrap=True, max_width=24)
    for heading in ("Share of voice", *([""] if wide else []), "Visibility", "Recommended", "Position", "Named"):
        table.add_column(heading, justify="left" if heading in ("", "Share of voice") else "right", no_wrap=True)
    shown, absent = _shown(part)
    for brand in shown:
        position = brand["average_position"]["value"]
        table.add_row(
            data(brand["brand"], "bold magenta" if brand["tracked"] else ""),
            percent(brand["share_of_voice"]),
            *([bar(brand["share_of_voice"])] if wide else []),
            percent(brand["visibility"]),
            percent(brand["recommendation_rate"]),
            "–" if position is None else f"{position:.1f}",
            f"{brand['mentions']}/{part['answers']}",
        )
    lines: list[RenderableType] = [table]
    if absent:
        lines.append(data(f"Named in no answer: {', '.join(absent)}."))
    return Group(*lines, data(basis(part, report["measure"]), "dim"))


def _shown(part: Json) -> tuple[list[Json], list[str]]:
    """The brands to show a row of (the customer's own always), and the names of those in no answer."""
    own = [brand for brand in part["brands"] if brand["tracked"]]
    rivals = [brand for brand in part["brands"] if not brand["tracked"] and brand["mentions"]]
    absent = sorted(b["brand"] for b in part["brands"] if not b["tracked"] and not b["mentions"])
    return sorted([*rivals[:BRANDS_SHOWN], *own], key=lambda brand: (-brand["mentions"], brand["brand"])), absent


def basis(part: Json, measure: Json) -> str:
    """What the numbers are shares of, how many answers they rest on, and how sure they are."""
    return (
        f"{part['answers']} answers from {part['conversations']} conversations, prompts that name no tracked brand; "
        f"{part['refusals']} refusals. Share of voice: answers naming the brand / the sum of that over "
        f"{measure['universe']} (definition {measure['definition']}). "
        "Visibility and recommended: answers naming or recommending it / answers. Position: mean place among the "
        f"brands of the answers that name it. Ranges are intervals: {measure['interval_method']}."
    )


def presences(part: Json) -> RenderableType:
    """Answers by presence state, for the brands named most and the tracked ones."""
    table = Table(title="How they are present (answers)", title_justify="left", title_style="bold", box=None)
    table.add_column("")
    shown = [b for b in part["brands"] if b["tracked"] or b["mentions"]][:BRANDS_SHOWN]
    unknown = sorted({presence for brand in shown for presence in brand["presence"]} - set(PRESENCES))
    columns = (*PRESENCES, *unknown)  # words of a newer server come last
    for presence in columns:
        table.add_column(presence, justify="right")
    for brand in shown:
        counts = [str(brand["presence"].get(presence, 0)) for presence in columns]
        table.add_row(data(brand["brand"], "bold magenta" if brand["tracked"] else ""), *counts)
    return table


def substitutions(report: Json) -> RenderableType:
    """Who stands in the answers in which a tracked brand is missing."""
    rows = sorted(report["substitutions"], key=lambda row: (-row["occurrences"], row["substitute_brand"]))
    if not rows:
        return data("When you are missing, nobody else is named either, or you are never missing.", "dim")
    title = f"When {rows[0]['missing_brand']} is missing, who is there?"
    table = Table(title=data(title), title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    for heading in ("", "Share of the answers without it", "Answers", "Average position"):
        table.add_column(heading, justify="left" if heading == "" else "right")
    for row in rows[:SUBSTITUTES_SHOWN]:
        position = "–" if row["average_position"] is None else f"{row['average_position']:.1f}"
        count = f"{row['occurrences']} of {row['missing_answers']}"
        table.add_row(row["substitute_brand"], percent(row["share"]), count, position)
    return table


def quotes(report: Json) -> RenderableType:
    """Sentences that prove it, the brand marked."""
    lines: list[RenderableType] = [data("The sentences that prove it", "bold")]
    for quote in report["evidence"][:QUOTES_SHOWN]:
        said, start, end = quote["text"], quote["start"], quote["end"]
        text = joined(f"“{said[:start]}", (said[start:end], "bold black on yellow"), f"{said[end:]}”")
        source = f"{quote['presence']} · {quote['provider']} ({quote['model']}) · asked by {quote['icp_name']}: "
        over = GROUNDS.get(quote.get("ground") or "", "").format(" ".join((quote.get("ground_text") or "").split()))
        lines += [text, *([data(over, "dim")] if over else []), data(source + quote["prompt_text"], "dim"), ""]
    return Group(*lines) if report["evidence"] else data("No answer names any of the brands.", "dim")
