"""The colours, once: charts are drawn in the light ones, and the style sheet maps each to its variable.

That is how one drawing serves light and dark: ``[fill="#0f766e"] { fill: var(--own) }`` outranks the attribute that
the drawing carries. So every light colour must occur once.
"""

from typing import NamedTuple

from common.contracts.vocabulary import Belief, Presence


class Colour(NamedTuple):
    """One role's colour on light and on dark ground, as ``#rrggbb``."""

    light: str
    dark: str


PAGE: dict[str, Colour] = {
    "paper": Colour("#fbfaf7", "#14181c"),
    "surface": Colour("#ffffff", "#1b2127"),
    "ink": Colour("#1d2227", "#e9e7e2"),
    "muted": Colour("#5a646e", "#a0abb5"),
    "line": Colour("#e4e1d9", "#303840"),
    "own": Colour("#0f766e", "#4cc9b8"),
    "own-soft": Colour("#e3f1ee", "#17312f"),
    "heat": Colour("#6daba5", "#2d6862"),
    "rival": Colour("#b4bfc8", "#596673"),
    "whisker": Colour("#3b454f", "#c9d2da"),
    "caution": Colour("#8a5a00", "#e8bd6a"),
    "caution-soft": Colour("#fbf3e0", "#2b2517"),
}

PRESENCE: dict[Presence, Colour] = {
    "recommended": Colour("#1e5f8c", "#79bdea"),
    "trusted": Colour("#4d93be", "#4a8fbd"),
    "compared": Colour("#96c0da", "#316788"),
    "mentioned": Colour("#c9dce7", "#2a4c62"),
    "ignored": Colour("#ecebe5", "#262d34"),
}

BELIEF: dict[Belief, Colour] = {
    "truth": Colour("#4e79a7", "#7aa6d6"),
    "superiority": Colour("#b8683a", "#d98d60"),
    "outcome": Colour("#5b9a68", "#7fc08c"),
    "transaction": Colour("#b0963a", "#d3bb62"),
    "identity": Colour("#866ba5", "#ab93c9"),
    "social_proof": Colour("#b96580", "#dc8ba4"),
}


def roles() -> dict[str, Colour]:
    """Every colour by the name of its variable."""
    presences = {f"presence-{name}": colour for name, colour in PRESENCE.items()}
    beliefs = {f"belief-{name.replace('_', '-')}": colour for name, colour in BELIEF.items()}
    return {**PAGE, **presences, **beliefs}


def variables(*, dark: bool) -> str:
    """The declarations of all variables, for the inside of a rule."""
    return "".join(f"--{name}:{colour.dark if dark else colour.light};" for name, colour in roles().items())


def drawing_rules() -> str:
    """Rules that let the drawings follow the page's variables."""
    return "\n".join(
        f'figure [fill="{colour.light}"]{{fill:var(--{name})}}figure [stroke="{colour.light}"]{{stroke:var(--{name})}}'
        for name, colour in roles().items()
    )
