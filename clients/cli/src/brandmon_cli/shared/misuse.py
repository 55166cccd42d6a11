"""A command that was written wrong, in our own words: what it takes, and where that stands."""

import re
from difflib import get_close_matches
from typing import Any, TypeAlias

from typer import BadParameter
from typer._click.exceptions import MissingParameter, NoArgsIsHelpError, NoSuchOption, UsageError

from brandmon_cli.shared.failure import Failure

WRONG = 2
"""Exit code where the command itself is wrong."""
Misuse: TypeAlias = UsageError
_KINDS = {"int": "a whole number", "float": "a number", "bool": "yes or no", "uuid": "an id", "enum": "a known word"}
_LIMITS = {"le": "up to", "lt": "below", "ge": "from", "gt": "above"}
_UNKNOWN = re.compile(r"No such command ['\"](.*?)['\"]\.", re.DOTALL)
_TOO_MANY = re.compile(r"Got unexpected extra argument\S* \((.*)\)", re.DOTALL)


def misused(wrong: Misuse) -> Failure | None:
    """One sentence on what is wrong, with the command that helps; None where the help itself is the answer."""
    command = wrong.ctx.command_path if wrong.ctx else "brandmon"
    match wrong:
        case NoArgsIsHelpError():
            return None
        case MissingParameter():
            said = f"{command} needs {_name(wrong)}{_about(wrong)}."
        case BadParameter():
            said = f"{_name(wrong)} takes {_taken(wrong)}."
        case NoSuchOption():
            said = f"{command} has no option {wrong.option_name}{_meant(wrong)}"
        case _:
            said = _otherwise(wrong, command)
    return Failure(f"{said} See: {command} --help", code=WRONG)


def _name(wrong: BadParameter) -> str:
    """As it is written on the command line: the option, or the argument's word in capitals."""
    param = wrong.param
    if param is None:
        return "it"
    longest = max(param.opts, key=len)
    return longest if longest.startswith("-") else str(getattr(param, "metavar", None) or param.name or "").upper()


def _about(wrong: BadParameter) -> str:
    told = str(getattr(wrong.param, "help", None) or "").partition(". ")[0].rstrip(".")
    return f" ({told[0].lower()}{told[1:]})" if told else ""


def _taken(wrong: BadParameter) -> str:
    """What would be right, out of what the reader of values found wrong."""
    faults: list[dict[str, Any]] = getattr(wrong.__cause__, "errors", list)()
    if not faults:
        return "something else"
    fault, limits = faults[0], faults[0].get("ctx") or {}
    limit = next((f" {words} {limits[name]}" for name, words in _LIMITS.items() if name in limits), "")
    kind = _KINDS.get(fault["type"].partition("_")[0], "a value" if not limit else "a number")
    return f"{kind}{limit}, not {fault['input']}"


def _meant(wrong: NoSuchOption) -> str:
    return f"; is {sorted(wrong.possibilities)[0]} meant?" if wrong.possibilities else "."


def _otherwise(wrong: Misuse, command: str) -> str:
    """An unknown command, a word too many, an option without its value: the library tells them apart by its text."""
    if unknown := _UNKNOWN.match(wrong.message):
        known = sorted(getattr(wrong.ctx and wrong.ctx.command, "commands", {}))
        close = get_close_matches(unknown[1], known, 1)
        return f"There is no command {unknown[1]}" + (f"; is {close[0]} meant?" if close else ".")
    if option := getattr(wrong, "option_name", None):
        return f"{option} takes no value." if "not take" in wrong.message else f"{option} needs a value."
    if too_many := _TOO_MANY.match(wrong.message):
        return f"{command} does not know what to do with {too_many[1]}."
    return f"{command} does not understand what stands there."
