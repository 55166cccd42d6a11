"""A Python client of the Brand Influence Monitor's API: typed, sync and async.

Types and methods (``brandmon_client.api``) are generated from the API's description; who asks, sending again, problems
and pages are what is written by hand.
"""

from brandmon_client.api import AsyncResources, Resources
from brandmon_client.client import AsyncBrandmon, Brandmon
from brandmon_client.problems import (
    ApiError,
    Conflict,
    Forbidden,
    Invalid,
    NoApi,
    NotFound,
    Problem,
    TooOften,
    Unauthorized,
    Unavailable,
    Unreachable,
)
from brandmon_client.signing_in import ApiKey, SecondFactorNeeded, Session

__all__ = [
    "ApiError", "ApiKey", "AsyncBrandmon", "AsyncResources", "Brandmon", "Conflict", "Forbidden", "Invalid", "NoApi",
    "NotFound", "Problem", "Resources", "SecondFactorNeeded", "Session", "TooOften", "Unauthorized", "Unavailable",
    "Unreachable",
]  # fmt: skip
