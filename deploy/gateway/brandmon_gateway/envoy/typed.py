"""How Envoy's configuration is written down."""

from typing import Any

Config = dict[str, Any]
_EXTENSIONS = "type.googleapis.com/envoy.extensions."


def typed(kind: str, **fields: Any) -> Config:
    """A message of the extension ``kind``, such as ``filters.http.router.v3.Router``."""
    return {"@type": _EXTENSIONS + kind, **fields}


def http_filter(name: str, kind: str, **fields: Any) -> Config:
    """A filter of the HTTP chain; ``name`` is what routes refer to."""
    return {"name": name, "typed_config": typed(kind, **fields)}


def seconds(number: float) -> str:
    """A duration."""
    return f"{number}s"
