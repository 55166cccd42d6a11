"""Messages of auth."""

from common.contracts.auth.access_revoked import AccessRevoked, RevokedBecause, RevokedKind
from common.contracts.auth.action_noted import ActionNoted
from common.contracts.auth.user_erased import UserErased
from common.contracts.auth.user_registered import UserRegistered

__all__ = ["AccessRevoked", "ActionNoted", "RevokedBecause", "RevokedKind", "UserErased", "UserRegistered"]
