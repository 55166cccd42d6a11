"""Options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text for people.")]
Directory = Annotated[Path, typer.Option("--dir", envvar="BRANDMON_DIR", help="Where the local stack keeps its data.")]
HERE = Path(".local")
Website = Annotated[str, typer.Argument(help="The website: its id, address or domain.")]
