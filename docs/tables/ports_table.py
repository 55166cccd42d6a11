"""Write the local stack's table of ports from what it opens; ``--check`` compares."""

from collections.abc import Iterator
from pathlib import Path

from brandmon_local.commands.examples import PORTS as EXAMPLES
from brandmon_local.layout.ports import S3_SECOND_OFFSET, Ports
from common.contracts.services import SERVICES_BY_NAME
from generated import write_or_check

ROOT = Path(__file__).parents[2]
README = ROOT / "deploy" / "local" / "README.md"
BEGIN, END = "<!-- ports: written by docs/tables/ports_table.py -->\n", "<!-- ports end -->\n"
ENGINES = {
    "gateway": "Envoy: the API of all services; the only one that clients need",
    "gateway_admin": "Envoy's own administration",
    "postgres": "PostgreSQL",
    "mongodb": "MongoDB",
    "neo4j": "Neo4j, Bolt",
    "kafka": "Kafka, for clients",
    "kafka_controller": "Kafka, its controller's quorum",
    "connect": "Kafka Connect's REST API (Debezium)",
    "valkey": "Valkey",
    "billing": "a double of Stripe, with `brandmon up --billing-double`",
    "llm": "the small language model, OpenAI's API",
    "s3": "SeaweedFS, S3's API",
    "s3_master": "SeaweedFS, its master",
    "s3_volume": "SeaweedFS, its volumes",
    "s3_filer": "SeaweedFS, its filer",
}
"""What is behind a port that is no service's."""


def rows() -> Iterator[str]:
    """A line for each port of the stack that ``brandmon up`` starts, and for those of the example sites."""
    ports = Ports.fixed()
    for name, number in sorted(ports.items(), key=lambda each: each[1]):
        service = SERVICES_BY_NAME.get(name)
        what = f"the service itself, past the gateway ({service.owns})" if service else ENGINES[name]
        second = f", {number + S3_SECOND_OFFSET} (gRPC)" if name.startswith("s3") else ""
        yield f"| {number}{second} | `{name}` | {what} |"
    yield f"| {EXAMPLES[0]} to {EXAMPLES[-1]} | | example sites, while a demo reads them |"


def page(text: str) -> str:
    """The README with the table as it should be."""
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise SystemExit("deploy/local/README.md has no place for the table of ports")
    return before + BEGIN + "\n".join(["| port | name | what |", "|---|---|---|", *rows()]) + "\n" + END + after


if __name__ == "__main__":
    raise SystemExit(write_or_check(README, page(README.read_text(encoding="utf-8")), "ports_table.py"))
