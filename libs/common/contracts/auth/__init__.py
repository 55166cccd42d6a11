"""Messages of auth."""

from common.contracts.auth.user_erased import UserErased
from common.contracts.auth.user_registered import UserRegistered

__all__ = ["UserErased", "UserRegistered"]
