"""HTTP for a service: the application with its probes, verified principals and their roles, pages, problem+json."""

from common.http.app import Checks, create_app
from common.http.paging import Page, PageAsked, paged
from common.http.principal import Admin, CurrentUser, Editor, Principal, Viewer
from common.http.problems import refuses
from common.http.state import provided
from common.http.tokens import JwksVerifier, TokenVerifier

__all__ = [
    "Admin", "Checks", "CurrentUser", "Editor", "JwksVerifier", "Page", "PageAsked", "Principal",
    "TokenVerifier", "Viewer", "create_app", "paged", "provided", "refuses",
]  # fmt: skip
