"""Every command of ``brandmon``: parse, call, show."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from brandmon_cli.operator_commands import add_operator_commands
from brandmon_cli.options import HERE, AsJson, Directory

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="How do language models speak about a brand? Start the stack, audit a website, read the result.",
)

Providers = Annotated[
    str | None, typer.Option(help="Comma separated: local, openai, anthropic, gemini, perplexity. Default: local.")
]
Full = Annotated[bool, typer.Option("--full", help="The whole panel: 5 customer profiles x 10 conversations.")]
Language = Annotated[str, typer.Option(help="Language of the conversations (ISO 639-1).")]


@app.command()
def up(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Start the local stack: engines, services, gateway."""
    from brandmon_cli import stack

    stack.up(directory, as_json=as_json)


@app.command()
def down(
    directory: Directory = HERE,
    wipe: Annotated[bool, typer.Option("--wipe", help="Delete the stack's data, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Stop the local stack."""
    from brandmon_cli import stack

    stack.down(directory, wipe=wipe, as_json=as_json)


@app.command()
def status(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Show every process of the local stack."""
    from brandmon_cli import stack

    stack.status(directory, as_json=as_json)


@app.command()
def demo(
    site: Annotated[str | None, typer.Option(help="Audit this site instead of the example company's.")] = None,
    providers: Providers = None,
    full: Full = False,
    language: Language = "en",
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Start the stack, audit the example company's website, show who is named."""
    from brandmon_cli import demo as demonstration
    from brandmon_cli.providers import check

    order = _order(providers, full=full, language=language)
    check(order["providers"])
    demonstration.run(site, order, directory, as_json=as_json)


@app.command()
def audit(
    url: Annotated[str, typer.Argument(help="The website, such as https://example.com.")],
    providers: Providers = None,
    full: Full = False,
    language: Language = "en",
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Audit a website and show the result."""
    from brandmon_cli import audits, stack

    with stack.gateway(directory) as gateway:
        ended = audits.run(gateway, url, _order(providers, full=full, language=language), as_json=as_json)
        audits.show(gateway, ended, reports=directory / "reports", as_json=as_json)


@app.command(name="share-of-voice")
def share_of_voice(
    website: Annotated[str, typer.Argument(help="The website: its id, address or domain.")],
    by: Annotated[str, typer.Option(help="all, provider, icp or funnel_stage.")] = "all",
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the newest share of voice of a website."""
    from brandmon_cli import audits, stack

    with stack.gateway(directory) as gateway:
        audits.share_of_voice(gateway, website, by, as_json=as_json)


Website = Annotated[str, typer.Argument(help="The website: its id, address or domain.")]


@app.command()
def brands(website: Website, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Show the brands around a website: its own, its rivals, and those that answers brought up."""
    from brandmon_cli import brands as told
    from brandmon_cli import stack

    with stack.gateway(directory) as gateway:
        told.show(gateway, website, as_json=as_json)


@app.command()
def brand(  # noqa: PLR0913, PLR0917 - each is an option
    website: Website,
    name: Annotated[str, typer.Argument(metavar="BRAND", help="Its name, or its id.")],
    decision: Annotated[str, typer.Argument(help="confirm, reject, rename, spell, merge or split.")],
    to: Annotated[
        str | None, typer.Option(help="For rename: the new name. For merge: the brand it belongs to.")
    ] = None,
    alias: Annotated[list[str] | None, typer.Option(help="For spell: another name; may be repeated.")] = None,
    domain: Annotated[list[str] | None, typer.Option(help="For spell: a host; may be repeated.")] = None,
    exact_case: Annotated[bool, typer.Option("--exact-case", help="For spell: the case of the names counts.")] = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Decide about a brand. Nothing is deleted: a split restores what a merge joined."""
    from brandmon_cli import brands as told
    from brandmon_cli import stack

    wanted: dict[str, Any] = {"decision": decision}
    if to is not None:
        wanted["into" if decision == "merge" else "name"] = to
    if decision == "spell":
        wanted |= {"aliases": alias or [], "domains": domain or [], "exact_case": exact_case}
    with stack.gateway(directory) as gateway:
        told.decide(gateway, website, name, wanted, as_json=as_json)


@app.command()
def reread(website: Website, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Have the stored answers of a website read again by today's rules and decisions; figures follow."""
    from brandmon_cli import brands as told
    from brandmon_cli import stack

    with stack.gateway(directory) as gateway:
        told.read_again(gateway, website, as_json=as_json)


@app.command()
def report(
    audit_id: Annotated[str, typer.Argument(metavar="AUDIT", help="The audit's id.")],
    out: Annotated[Path | None, typer.Option("--out", help="Where to write it (.html or .json).")] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Save the report of an audit."""
    from brandmon_cli import audits, stack

    with stack.gateway(directory) as gateway:
        path = audits.save_report(gateway, audit_id, out or Path(f"{audit_id}.html"))
    sys.stdout.write(json.dumps({"audit_id": audit_id, "report": str(path)}) + "\n" if as_json else f"{path}\n")


@app.command()
def trace(
    audit_id: Annotated[str, typer.Argument(metavar="AUDIT", help="The audit's id.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show an audit's journey through the services, from the spans they wrote."""
    from brandmon_cli import traces

    traces.show(directory / "traces", audit_id, as_json=as_json)


@app.command()
def extract(as_json: AsJson = False) -> None:
    """Filter: JSON lines of answers on standard input, JSON lines of brand states on standard output."""
    from analyzer.extraction.filter import run_filter

    _filter(run_filter)


@app.command(name="extract-page")
def extract_page(as_json: AsJson = False) -> None:
    """Filter: JSON lines of HTML pages on standard input, JSON lines of their texts on standard output."""
    from collector.pages.filter import run_filter

    _filter(run_filter)


def _filter(run: Callable[[Iterable[bytes], Callable[[str], None]], Any]) -> None:
    def write(line: str) -> None:
        sys.stdout.write(line if line.endswith("\n") else line + "\n")
        sys.stdout.flush()

    try:
        run(iter(sys.stdin.buffer.readline, b""), write)
    except BrokenPipeError:  # the reader has seen enough
        sys.stderr.close()


def _order(providers: str | None, *, full: bool, language: str) -> dict[str, Any]:
    chosen = [name.strip() for name in (providers or "local").split(",") if name.strip()]
    return {
        "providers": chosen,
        "panel": {"icps": 5, "conversations": 10 if full else 2},
        "language": language,
    }


add_operator_commands(app)
