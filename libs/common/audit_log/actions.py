"""What may be noted: a closed vocabulary, each word with its meaning, its resource and the facts it may carry."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


class UnknownAction(ValueError):  # noqa: N818 - a mistake in the code that notes
    """No such action, or a fact that it does not carry: ``actions.toml`` lists both."""


@dataclass(frozen=True, slots=True)
class Action:
    """One word of the vocabulary. ``facts``: the names of the facts that an entry may carry."""

    name: str
    means: str
    resource: str
    facts: frozenset[str]


def _read() -> dict[str, Action]:
    listed = tomllib.loads(files("common.audit_log").joinpath("actions.toml").read_text(encoding="utf-8"))
    return {
        f"{subject}.{word}": _action(f"{subject}.{word}", row)
        for subject, words in listed.items()
        for word, row in words.items()
    }


def _action(name: str, row: dict[str, Any]) -> Action:
    return Action(name, row["means"], row["resource"], frozenset(row.get("facts", ())))


ACTIONS: dict[str, Action] = _read()


def action_named(name: str, facts: frozenset[str]) -> Action:
    """The action of this name, which may carry ``facts``; ``UnknownAction`` else."""
    action = ACTIONS.get(name)
    if action is None:
        raise UnknownAction(f"no action {name}: add it to common/audit_log/actions.toml")
    if not facts <= action.facts:
        raise UnknownAction(f"{name} carries no {', '.join(sorted(facts - action.facts))}: see actions.toml")
    return action
