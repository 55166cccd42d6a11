"""Numbers that somebody gives us: within what a column of any store holds."""

from typing import Annotated

from pydantic import Field

LARGEST = 2**31 - 1
Count = Annotated[int, Field(ge=0, le=LARGEST)]
"""How often, or how many."""
