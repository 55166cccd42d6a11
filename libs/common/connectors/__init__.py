"""The connectors that carry the outboxes: ``client`` (Connect's API), ``slots`` (the database's side), ``recovery``."""

from common.connectors.client import Config, ConnectorFailed, Connectors

__all__ = ["Config", "ConnectorFailed", "Connectors"]
