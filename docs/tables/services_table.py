"""Write the README's table of services from what they are; ``--check`` compares."""

from pathlib import Path

from common.contracts.registry import MESSAGES
from common.contracts.services import SERVICES_BY_NAME, Service
from generated import write_or_check

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
LEDGER = ROOT / "tests" / "architecture" / "handlers.ledger"
BEGIN, END = "<!-- services: written by docs/tables/services_table.py -->\n", "<!-- services end -->\n"


def standing(ledger: str) -> set[tuple[str, str, str]]:
    """Service, topic and name of the subscriptions that a ledger says are in force: the last word on each."""
    last: dict[tuple[str, str, str], str] = {}
    for line in ledger.splitlines():
        word, service, topic, name = line.split()
        last[service, topic, name] = word
    return {each for each, word in last.items() if word == "on"}


def consumed(service: str) -> list[str]:
    """The events of others that ``service`` has handlers for."""
    topics = {topic for owner, topic, _ in standing(LEDGER.read_text(encoding="utf-8")) if owner == service}
    return [m.__name__ for t, m in MESSAGES.items() if t in topics and m.kind == "event" and m.producer() != service]


def emitted(service: str) -> list[str]:
    """The events and states that ``service`` announces today; what is planned stands in the AsyncAPI document only."""
    own = [m for m in MESSAGES.values() if m.kind in ("event", "state") and m.producer() == service]
    return [m.__name__ for m in own if m.terms.status != "planned"]


def row(service: Service) -> str:
    """One line of the table."""
    cells = (f"[{service.name}](services/{service.name})", service.owns, _names(emitted(service.name)))
    return f"| {' | '.join((*cells, _names(consumed(service.name))))} |"


def _names(events: list[str]) -> str:
    return ", ".join(f"`{event}`" for event in sorted(events)) or "–"


def table() -> str:
    """The whole table."""
    rows = [row(service) for service in SERVICES_BY_NAME.values()]
    return "\n".join(["| service | owns | emits | consumes |", "|---|---|---|---|", *rows]) + "\n"


def page(text: str) -> str:
    """The README with the table as it should be."""
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise SystemExit("README.md has no place for the table of services")
    return before + BEGIN + table() + END + after


if __name__ == "__main__":
    raise SystemExit(write_or_check(README, page(README.read_text(encoding="utf-8")), "services_table.py"))
