"""What is ordered with an audit, as options of a command."""

from typing import Annotated, Any

import typer

from brandmon_cli.audits.providers import KEYS
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.lists import parted

Providers = Annotated[
    str | None, typer.Option(help="Comma separated: local, openai, anthropic, gemini, perplexity. Default: local.")
]
Full = Annotated[bool, typer.Option("--full", help="The whole panel: 5 customer profiles x 10 conversations.")]
Language = Annotated[
    str | None, typer.Option(help="Language of the conversations (ISO 639-1). Default: the website's own.")
]
Yes = Annotated[
    bool, typer.Option("--yes", help="Take what is proposed where the website says too little, and ask nobody.")
]


def order_of(providers: str | None, *, full: bool, language: str | None, accept: bool) -> dict[str, Any]:
    """The body of an order but for the website; ``Failure`` (2) where it names no provider."""
    names = parted("local" if providers is None else providers)
    chosen = list(dict.fromkeys(name.lower() for name in names))
    if not chosen:
        raise Failure(f"Say at least one provider: {', '.join(KEYS)}.", code=2)
    return {
        "providers": chosen,
        "panel": {"icps": 5, "conversations": 10 if full else 2},
        "language": language,
        "accept": accept,
    }
