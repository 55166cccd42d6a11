"""The gateway's rules as data (``rules.toml``, ``services.toml``), and what they are for Envoy and for Kubernetes."""

from brandmon_gateway.envoy import envoy_config
from brandmon_gateway.rules import RULES, Place, Rules

__all__ = ["RULES", "Place", "Rules", "envoy_config"]
