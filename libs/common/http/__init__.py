"""HTTP for a service: the application with its probes, problem+json, verified principals."""

from common.http.app import Checks, create_app
from common.http.principal import CurrentTenant, CurrentUser, Principal
from common.http.tokens import JwksVerifier, TokenVerifier

__all__ = ["Checks", "CurrentTenant", "CurrentUser", "JwksVerifier", "Principal", "TokenVerifier", "create_app"]
