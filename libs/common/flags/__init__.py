"""Features that are switched on for an organisation, as every service reads them."""

from common.flags.reading import KEEP_S, Flags

__all__ = ["KEEP_S", "Flags"]
