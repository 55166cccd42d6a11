"""The log of sensitive actions, as services note them; auth keeps it (``services/auth/src/auth/audit_log``)."""

from common.audit_log.actions import ACTIONS, Action, UnknownAction
from common.audit_log.actors import NOBODY, Actor, service_actor, user_actor
from common.audit_log.noting import Fact, note

__all__ = ["ACTIONS", "NOBODY", "Action", "Actor", "Fact", "UnknownAction", "note", "service_actor", "user_actor"]
