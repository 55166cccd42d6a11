"""HTTP for a service: the application with its probes, verified principals and their roles, pages, problem+json."""

from common.http.app import Checks, create_app
from common.http.documentation import SOME_ID, like
from common.http.paging import Page, PageAsked, paged
from common.http.principal import Admin, CurrentUser, Editor, Principal, Viewer
from common.http.problems import refuses
from common.http.state import provided
from common.http.tokens import JwksVerifier, TokenVerifier

__all__ = [
    "SOME_ID", "Admin", "Checks", "CurrentUser", "Editor", "JwksVerifier", "Page", "PageAsked", "Principal",
    "TokenVerifier", "Viewer", "create_app", "like", "paged", "provided", "refuses",
]  # fmt: skip
