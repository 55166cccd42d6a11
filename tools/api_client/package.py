"""The files of the client's generated folder, formatted as the tree is."""

import re
import subprocess
import sys
from pathlib import Path

from api_client.methods import index, module, resources
from api_client.types import Json, models

TARGET = Path(__file__).parents[2] / "clients" / "python" / "src" / "brandmon_client" / "api"
_ROOT = Path(__file__).parents[2]


def files(document: Json) -> dict[Path, str]:
    """Each file of the folder with its text."""
    found = resources(document)
    told = {str(each["name"]).replace("-", "_"): str(each["description"]) for each in document["tags"]}
    texts = {"__init__": index(found), "models": models(document)}
    texts |= {resource: module(resource, methods, told[resource]) for resource, methods in found.items()}
    return {TARGET / f"{name}.py": _formatted(_needed(text)) for name, text in texts.items()}


def _needed(text: str) -> str:
    """A module without the names that it imports and does not use."""

    def kept(match: re.Match[str]) -> str:
        body = text.replace(match[0], "")
        names = [name for name in match["names"].split(", ") if re.search(rf"\b{name}\b", body)]
        return f"from {match['place']} import {', '.join(names)}\n" if names else ""

    return re.sub(r"^from (?P<place>[\w.]+) import (?P<names>[\w, ]+)\n", kept, text, flags=re.MULTILINE)


def _formatted(text: str) -> str:
    ruff = Path(sys.executable).with_name("ruff")
    done = subprocess.run(
        [ruff, "format", "--config", _ROOT / "pyproject.toml", "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
