"""``python -m brandmon_local.billing_double --port N --webhook URL``: the double, until SIGTERM.

The key and the webhooks' secret come from the environment: what stands in a command line, everybody on the machine
can read. State is kept in memory: a stack that is started anew begins without subscriptions at Stripe.
"""

import argparse
import os

import uvicorn

from brandmon_local.billing_double.api import Api
from brandmon_local.billing_double.webhooks import Webhooks
from brandmon_local.billing_double.world import World
from brandmon_local.layout.ports import HOST


def main() -> int:
    """Serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--webhook", required=True, help="where signed events are sent")
    chosen = parser.parse_args()
    world = World(pages=f"http://{HOST}:{chosen.port}")
    webhooks = Webhooks(chosen.webhook, os.environ["BILLING_DOUBLE_SECRET"])
    app = Api(world, os.environ["BILLING_DOUBLE_KEY"], webhooks).app()
    uvicorn.run(app, host=HOST, port=chosen.port, log_level="warning")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
