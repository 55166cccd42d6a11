"""The one way to a terminal: what commands write, for people and for programs.

All that is written here is data: no string is read as markup, and what would steer a terminal (escape sequences,
other control characters, marks that turn the direction of writing) is written out instead. Styles come from our own
code only: from ``sentence`` and ``data``. No command goes around it (see ``layout/test_the_terminal.py`` of the gates).
"""

import json
import re
import sys
from collections.abc import Iterable
from string import Formatter
from typing import IO, Any, TypeAlias

from rich.console import Console, ConsoleOptions, RenderableType
from rich.panel import Panel
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

_STEERING = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directions of writing
    "\u2028\u2029\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
    "\ud800-\udfff"  # halves of a sign, which no stream can encode
)
_UNSAFE = re.compile(f"[{_STEERING}]")
_UNSAFE_IN_ROW = re.compile(f"(?!\n)[{_STEERING}]")
_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_UNSEEN_MARKS = frozenset("\u061c\u200e\u200f")
"""Marks that a right-to-left text may hold between its words: left out, as they can't turn what stands around."""
WIDTH_OF_A_PIPE = 240
"""Of a table that is written where there is no width to keep to."""
Part: TypeAlias = "str | tuple[str, str] | Text"


def shown(value: object) -> str:
    """Data as one line that steers no terminal: breaks are blanks, steering signs are written out (``\\x1b``)."""
    return _UNSAFE.sub(lambda match: _written(match[0]), str(value))


def _written(sign: str) -> str:
    if sign in _BREAKS:
        return " "
    code = ord(sign)
    return "" if sign in _UNSEEN_MARKS else f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def data(value: object, style: str | Style = "") -> Text:
    """Data as one line in a style."""
    return Text(shown(value), style)


def stacked(values: Iterable[object], style: str | Style = "") -> Text:
    """Data, a line for each value."""
    return Text("\n".join(map(shown, values)), style)


def joined(*parts: Part, between: str = "") -> Text:
    """Data in one line or more, each part in its own style: text, (text, style), or what one of us made."""
    return Text(between).join([each if isinstance(each, Text) else _part(each) for each in parts])


def _part(part: str | tuple[str, str]) -> Text:
    return data(part) if isinstance(part, str) else data(*part)


def sentence(words: str, *values: object, style: str = "") -> Text:
    """Our own words with data in their ``{}``, each in the style that stands there: ``{:bold}``."""
    told, left = Text(style=style), iter(values)
    for literal, field, own, _ in Formatter().parse(words):
        told.append(literal)
        if field is not None:
            value = next(left)
            told.append_text(value if isinstance(value, Text) else data(value, own or ""))
    return told


def framed(content: RenderableType, title: object) -> Panel:
    """Something in a frame with a title."""
    return Panel(content, title=data(title), expand=False)


class Screen(Console):
    """A terminal, or a file, that people read. Whatever is a string is data."""

    def __init__(self, *, file: IO[str] | None = None, stderr: bool = False, width: int | None = None) -> None:
        super().__init__(file=file, stderr=stderr, width=width, markup=False, emoji=False, highlight=False)

    def say(self, words: str, *values: object, style: str = "") -> None:
        """Print a ``sentence``; it is not broken, so that a command in it can be copied."""
        self.print(sentence(words, *values, style=style), soft_wrap=True)

    def show_table(self, table: Table) -> None:
        """Print a table; where there is no terminal, no width cuts its cells."""
        wide = self if self.is_terminal else Screen(file=self.file, width=max(self.width, WIDTH_OF_A_PIPE))
        wide.print(table)

    def render_str(self, text: str, **how: Any) -> Text:
        """Every bare string that comes to be drawn, also in cells, headings and branches: as data."""
        return super().render_str(shown(text), **{**how, "markup": False, "emoji": False})

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is drawn, looked at once more: nothing but rich itself steers the terminal."""
        for segment in super().render(renderable, options):
            if segment.control or not _UNSAFE_IN_ROW.search(segment.text):
                yield segment
            else:
                safe = _UNSAFE_IN_ROW.sub(lambda match: _written(match[0]), segment.text)
                yield Segment(safe, segment.style)


def console(*, stderr: bool = False) -> Screen:
    """Standard output for people; or standard error, where a program reads the output."""
    return Screen(stderr=stderr)


def write_json(value: object) -> None:
    """``value`` as one line on standard output, in ASCII: whatever it holds is escaped as JSON does."""
    sys.stdout.write(json.dumps(value) + "\n")


def write_json_line(line: str) -> None:
    """A line of JSON that others made, at once; signs that steer a terminal are escaped as JSON does."""
    safe = _UNSAFE_IN_ROW.sub(_escaped, line)
    sys.stdout.write(safe if safe.endswith("\n") else safe + "\n")
    sys.stdout.flush()


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"


def relay(lines: Iterable[str]) -> None:
    """Lines that another program wrote for people, as they come."""
    for line in lines:
        sys.stdout.write(shown(line.rstrip("\r\n")) + "\n")
        sys.stdout.flush()


def complain(told: object) -> None:
    """One sentence on standard error."""
    sys.stderr.write(f"{shown(told)}\n")


def hang_up() -> None:
    """The reader of our output has seen enough: nothing is left to say to anybody."""
    sys.stderr.close()
