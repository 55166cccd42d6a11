"""Messages of auth."""

from common.contracts.auth.user_registered import UserRegistered

__all__ = ["UserRegistered"]
