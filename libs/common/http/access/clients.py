"""Who sees which client of an agency, and what belongs to it. Pure: one rule for every service.

What is a client's carries its ``client_id`` (a website and all under it); what carries none is the agency's own. A
client's user sees his client alone, and nothing that is the agency's own; everybody else of the organisation sees what
his role shows, whichever client it is of. Another client's thing is answered like one that does not exist.
"""

from typing import Final
from uuid import UUID

from common.http.principal import Principal
from common.primitives.errors import Forbidden

NOBODYS: Final = UUID(int=0)
"""The id of no client."""


def only_client(caller: Principal) -> UUID | None:
    """The client to whose things every query of ``caller`` is to be limited; None: no limit.

    ``Forbidden`` for a token of role client without one: what it would see is not known, so it sees nothing.
    """
    if caller.client_id is None and caller.role == "client":
        raise Forbidden("no-client", "This token names no client; log in again.")
    return caller.client_id


def of_client(caller: Principal, asked: UUID | None = None) -> UUID | None:
    """Of which client a query of ``caller`` is, who asks for that of ``asked``, None for any; None: no limit.

    A client's user who asks for another client gets what there is of a client that nobody has: nothing.
    """
    only = only_client(caller)
    if only is None:
        return asked
    return only if asked in (None, only) else NOBODYS


def sees_client(caller: Principal, client_id: UUID | None) -> bool:
    """Whether ``caller`` may see what carries ``client_id``; None: what is the agency's own."""
    if caller.client_id is None:
        return caller.role != "client"
    return client_id == caller.client_id
