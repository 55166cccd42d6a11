"""HTTP for a service: the application with its probes, verified principals and their roles, pages, problem+json."""

from common.http.app import Checks, create_app
from common.http.bodies import Body
from common.http.documentation import SOME_ID, answered_as, like
from common.http.idempotency import unkeyed
from common.http.paging import Page, PageAsked, paged, whole
from common.http.permissions import may, needs
from common.http.principal import CurrentUser, Principal
from common.http.problems import refuses
from common.http.state import provided
from common.http.tokens import GuardedVerifier, TokenVerifier

__all__ = [
    "SOME_ID", "Body", "Checks", "CurrentUser", "GuardedVerifier", "Page", "PageAsked", "Principal", "TokenVerifier",
    "answered_as", "create_app", "like", "may", "needs", "paged", "provided", "refuses", "unkeyed", "whole",
]  # fmt: skip
