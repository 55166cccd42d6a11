"""What device a session is of, in words, by what its program calls itself. A hint for its owner; anybody can lie."""

import tomllib
from functools import cache
from importlib.resources import files

LONGEST_AGENT = 255


@cache
def _patterns() -> dict[str, list[tuple[str, str]]]:
    listed = tomllib.loads(files("auth.sessions").joinpath("devices.toml").read_text(encoding="utf-8"))
    return {kind: [(has, row["name"]) for row in rows for has in row["has"]] for kind, rows in listed.items()}


def device_of(user_agent: str | None) -> str:
    """Such as "Firefox on Windows", "curl", "iPhone"; "Unknown device" where nothing is known."""
    program, system = (_first(kind, user_agent or "") for kind in ("program", "system"))
    return f"{program} on {system}" if program and system else program or system or "Unknown device"


def _first(kind: str, user_agent: str) -> str | None:
    return next((name for has, name in _patterns()[kind] if has in user_agent), None)
