"""``python -m brandmon_gateway``: print what the rules are for Envoy; with ``--gateway-api``, for Kubernetes."""

import argparse
import sys

import yaml

from brandmon_gateway.envoy import envoy_config
from brandmon_gateway.gateway_api import resources
from brandmon_gateway.rules import RULES, Place
from common.contracts.services import SERVICES

FIRST_PORT = 8000


def main() -> None:
    """Print YAML. For Envoy, the services' ports are examples: each stack has its own."""
    parser = argparse.ArgumentParser(prog="python -m brandmon_gateway", description="What the gateway lets through.")
    parser.add_argument("--gateway-api", action="store_true", help="as Gateway API and Envoy Gateway resources")
    if parser.parse_args().gateway_api:
        sys.stdout.write(yaml.safe_dump_all(resources(RULES), sort_keys=False, width=120))
        return
    place = Place(FIRST_PORT, FIRST_PORT + 1, {name: FIRST_PORT + 2 + nth for nth, name in enumerate(SERVICES)})
    sys.stdout.write(yaml.safe_dump(envoy_config(place), sort_keys=False, width=120))


if __name__ == "__main__":
    main()
