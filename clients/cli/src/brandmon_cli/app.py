"""Every command of ``brandmon``: those of this client, and those that other packages bring along.

A package adds commands by an entry point of group ``brandmon.commands``: a callable that gets the ``typer.Typer``. It
is loaded at every start, so it imports what takes long in its commands only. One that cannot be loaded takes no other
command with it: standard error says which it was.
"""

import sys
from importlib.metadata import entry_points

import typer

from brandmon_cli.audits.commands import audit, cancel, conversations, report, share_of_voice, watch
from brandmon_cli.brands.commands import brand, brands, reread
from brandmon_cli.filters import add_filters
from brandmon_cli.sites.commands import site
from brandmon_cli.traces.commands import trace

GROUP = "brandmon.commands"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="How do language models speak about a brand? Start the stack, audit a website, read the result.",
)


def add_installed(app: typer.Typer) -> None:
    """Add the commands of other packages."""
    for entry in sorted(entry_points(group=GROUP)):
        try:
            entry.load()(app)
        except Exception as error:  # noqa: BLE001 - whatever a package of others is broken by
            sys.stderr.write(f"The commands of {entry.name} cannot be loaded ({type(error).__name__}: {error}).\n")


add_installed(app)
app.command()(audit)
app.command()(watch)
app.add_typer(site, name="site")
app.command(name="share-of-voice")(share_of_voice)
for each in (conversations, cancel, brands, brand, reread, report, trace):
    app.command()(each)
add_filters(app)
