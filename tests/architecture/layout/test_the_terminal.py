"""What commands write goes through one door, ``brandmon_cli.shared.output``: data is no markup and steers nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[3]
DOOR = ROOT / "clients/cli/src/brandmon_cli/shared/output.py"
CLIENTS = ("clients/cli/src", "deploy/local/brandmon_local/commands")
PRINTERS = {"print", "input", "echo", "secho", "style", "confirm", "prompt", "from_markup", "from_ansi", "launch"}
CONTAINERS = {
    "rich.console": {"Group", "RenderableType"},
    "rich.live": {"Live"},
    "rich.padding": {"Padding"},
    "rich.spinner": {"Spinner"},
    "rich.table": {"Table"},
    "rich.text": {"Text"},
    "rich.tree": {"Tree"},
}
"""What of rich holds what others made; Text as a type only."""


def around_the_door(source: str) -> list[str]:
    """What in a module prints past the door, with its line."""
    return [f"{node.lineno}: {what}" for node in ast.walk(ast.parse(source)) for what in _faults(node)]  # type: ignore[attr-defined]


def _faults(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(value=ast.Name("sys"), attr="stdout" | "stderr" as stream):
            yield f"sys.{stream}"
        case ast.ImportFrom(module=str(module)) if module.split(".")[0] == "rich":
            yield from (f"{module}.{n.name}" for n in node.names if n.name not in CONTAINERS.get(module, ()))
        case ast.Import(names=names):
            yield from (name.name for name in names if name.name.split(".")[0] == "rich")
        case ast.Call():
            yield from _calls(node)


def _calls(call: ast.Call) -> Iterator[str]:
    match call:
        case ast.Call(func=ast.Name("print" | "input" | "Text" as name)):
            yield f"{name}()"
        case ast.Call(func=ast.Attribute(value=ast.Name("typer" | "Text" as owner), attr=name)) if name in PRINTERS:
            yield f"{owner}.{name}()"
        case ast.Call(func=ast.Attribute(value=ast.Name("Text"), attr="assemble")):
            yield "Text.assemble()"
        case ast.Call(func=ast.Attribute(value=ast.Name("sites" | "correcting"), attr="say")):
            return  # something is said of a business, to the gateway
        case ast.Call(func=ast.Name("sentence") | ast.Attribute(attr="say")) if not _is_ours(call):
            yield "words that are made, not written"
        case ast.Call(func=ast.Attribute(value=ast.Name("subprocess"), attr="run" | "Popen" | "call" | "check_call")):
            if not {"capture_output", "stdout"} & {each.arg for each in call.keywords}:
                yield "a process that writes by itself"


def _is_ours(call: ast.Call) -> bool:
    """Whether the words of a sentence stand in the code, so that no data is among them."""
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)


def test_commands_write_by_one_door() -> None:
    modules = [path for folder in CLIENTS for path in (ROOT / folder).rglob("*.py") if path != DOOR]
    assert len(modules) > 40
    found = {str(path.relative_to(ROOT)): around_the_door(path.read_text(encoding="utf-8")) for path in modules}
    assert not {path: faults for path, faults in found.items() if faults}


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("print(name)", ["1: print()"]),
        ("import sys\nsys.stdout.write(name)", ["2: sys.stdout"]),
        ("import sys\nsys.stderr.write(name)", ["2: sys.stderr"]),
        ("from rich.console import Console, Group", ["1: rich.console.Console"]),
        ("from rich import print", ["1: rich.print"]),
        ("from rich.markup import escape", ["1: rich.markup.escape"]),
        ("from rich.panel import Panel", ["1: rich.panel.Panel"]),
        ("import rich.console", ["1: rich.console"]),
        ("cell = Text(name)", ["1: Text()"]),
        ("cell = Text.from_markup(name)", ["1: Text.from_markup()"]),
        ("cell = Text.assemble(name)", ["1: Text.assemble()"]),
        ("typer.echo(name)", ["1: typer.echo()"]),
        ("out.say(f'Audit {name}')", ["1: words that are made, not written"]),
        ("out.say(words, name)", ["1: words that are made, not written"]),
        ("sentence('Audit ' + name)", ["1: words that are made, not written"]),
        ("subprocess.run(command, check=False)", ["1: a process that writes by itself"]),
        ("out.say('Audit {}', name)\nout.print(table)\nsubprocess.run(command, capture_output=True)", []),
        ("from rich.table import Table\nfrom rich.text import Text\n\ndef cell() -> Text: ...", []),
    ],
)
def test_a_way_around_the_door_is_seen(planted: str, found: list[str]) -> None:
    assert around_the_door(planted) == found
