"""Every engine and service on one machine, without containers: see ``Stack``."""

from brandmon_local.errors import StackError
from brandmon_local.events import Event
from brandmon_local.plan import ALL
from brandmon_local.ports import Ports
from brandmon_local.provision import provision_database
from brandmon_local.stack import Stack
from brandmon_local.state import ProcessStatus

__all__ = ["ALL", "Event", "Ports", "ProcessStatus", "Stack", "StackError", "provision_database"]
