"""The connectors that carry the outboxes.

``client`` is Connect's API, ``keeper`` starts what failed again, ``slots`` and ``recovery`` are the database's side.
"""

from common.outbox.connectors.client import Config, ConnectorFailed, Connectors
from common.outbox.connectors.keeper import ConnectorKeeper, outbox_connector

__all__ = ["Config", "ConnectorFailed", "ConnectorKeeper", "Connectors", "outbox_connector"]
