"""``python -m provider_double --port 8899 --script answers.json``: serve until interrupted."""

import argparse
import asyncio
import contextlib
import sys
from pathlib import Path

from provider_double.script import Script
from provider_double.server import ProviderDouble


async def _serve(port: int, script: Script) -> None:
    async with ProviderDouble(script, port) as double:
        sys.stdout.write(f"{double.base_url}\n")
        sys.stdout.flush()
        await double.serve_forever()


def main() -> int:
    """Run the double; the first line of output is its address."""
    parser = argparse.ArgumentParser(prog="python -m provider_double", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--script", type=Path, help="JSON: rules, brands, delay_s")
    chosen = parser.parse_args()
    script = Script.read(chosen.script) if chosen.script else Script()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(chosen.port, script))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
