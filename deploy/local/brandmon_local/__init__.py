"""Every engine and service on one machine, without containers: see ``Stack``."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brandmon_local.errors import StackError
    from brandmon_local.layout.ports import Ports
    from brandmon_local.plan import ALL
    from brandmon_local.provisioning.provision import provision_database
    from brandmon_local.stack import Stack
    from brandmon_local.supervision.events import Event
    from brandmon_local.supervision.state import ProcessStatus

__all__ = ["ALL", "Event", "Ports", "ProcessStatus", "Stack", "StackError", "provision_database"]

_WHERE = {
    "ALL": "plan",
    "Event": "supervision.events",
    "Ports": "layout.ports",
    "ProcessStatus": "supervision.state",
    "Stack": "stack",
    "StackError": "errors",
    "provision_database": "provisioning.provision",
}


def __getattr__(name: str) -> Any:
    """Drivers of every engine take seconds to import, and the command line loads ``commands`` at every start."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
