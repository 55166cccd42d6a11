"""Envoy, the gateway: verifies tokens, routes, limits rates."""

from pathlib import Path

from brandmon_local.layout.site import Site
from brandmon_local.layout.templates import DEPLOY, render
from brandmon_local.supervision.probes import http
from brandmon_local.supervision.process import Node, Process, Step
from common.contracts.services import SERVICES

REQUESTS_PER_SECOND = 500
"""All clients together; a stack on one machine has one gateway."""


def nodes(site: Site) -> list[Node]:
    """The gateway."""
    home, admin = site.folder("gateway"), site.ports["gateway_admin"]
    config = home / "envoy.yaml"

    async def prepare() -> None:
        values: dict[str, str | int] = {f"{service}_port": site.ports[service] for service in SERVICES}
        values |= {"gateway_port": site.ports["gateway"], "admin_port": admin}
        values |= {"requests_per_second": REQUESTS_PER_SECOND, "burst": 2 * REQUESTS_PER_SECOND}
        config.write_text(render(DEPLOY / "gateway" / "envoy.yaml", values))

    return [
        Step("envoy:prepare", prepare),
        Process(
            name="envoy",
            argv=(
                str(_program()), "-c", str(config), "--concurrency", "2", "--use-dynamic-base-id",
                "--disable-hot-restart", "--log-level", "warning",
            ),
            log=site.log("envoy"),
            ready=http(admin, "/ready"),
            needs=("envoy:prepare",),
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            cwd=home,
            port=site.ports["gateway"],
            stop_timeout_s=5,
        ),
    ]  # fmt: skip


def _program() -> Path:
    import envoy

    return Path(envoy.__file__).parent / "_bin" / "envoy"
