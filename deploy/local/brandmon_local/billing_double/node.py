"""The double as a process of the local stack, and what tenants is told of it."""

import sys

from brandmon_local.billing_double.world import PRICES
from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import Site, python_path
from brandmon_local.supervision.probes import tcp
from brandmon_local.supervision.process import Node, Process


def nodes(site: Site) -> list[Node]:
    """The server. Its webhooks go through the gateway, as Stripe's would."""
    port = site.ports["billing"]
    webhook = f"{site.urls.gateway}/v1/billing/stripe/webhook"
    own = {
        "BILLING_DOUBLE_KEY": site.secrets["billing_double_key"],
        "BILLING_DOUBLE_SECRET": site.secrets["billing_double_secret"],
    }
    base = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONPATH": python_path(), "PYTHONUNBUFFERED": "1"}
    return [
        Process(
            name="billing",
            argv=(sys.executable, "-m", "brandmon_local.billing_double", "--port", str(port), "--webhook", webhook),
            log=site.log("billing"),
            ready=tcp(port),
            env=base | own,
            port=port,
            stop_timeout_s=5,
        )
    ]


def environment(site: Site) -> dict[str, str]:
    """What tenants needs to have plans paid for at the double; names without the service's prefix."""
    tiers = {price: price.removeprefix("price_") for price in PRICES}
    return {
        "STRIPE_KEY": site.secrets["billing_double_key"],
        "STRIPE_WEBHOOK_SECRETS": site.secrets["billing_double_secret"],
        "STRIPE_PRICES": ",".join(f"{price}={tier}" for price, tier in tiers.items()),
        "STRIPE_API_BASE": f"http://{HOST}:{site.ports['billing']}",
        "BILLING_RETURN_URL": f"{site.urls.gateway}/docs",
    }
