"""Envoy, the gateway: verifies tokens, routes, limits rates."""

import json
from pathlib import Path

from brandmon_gateway import RULES, Place, envoy_config
from brandmon_local.layout.site import Site
from brandmon_local.supervision.probes import http
from brandmon_local.supervision.process import Node, Process, Step
from common.contracts.services import SERVICES


def nodes(site: Site) -> list[Node]:
    """The gateway."""
    home, admin = site.folder("gateway"), site.ports["gateway_admin"]
    config = home / "envoy.json"

    async def prepare() -> None:
        place = Place(
            port=site.ports["gateway"], admin_port=admin, services={name: site.ports[name] for name in SERVICES},
            origins=tuple(site.extra_env.get("GATEWAY_ORIGINS", "").split()), factor=RULES.limits.local_factor,
            proof=site.secrets["gateway_proof"],
        )  # fmt: skip
        config.write_text(json.dumps(envoy_config(place), indent=1), encoding="utf-8")

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
