"""Names of hosts and ports of schemes, as they stand in addresses. Pure."""

DEFAULT_PORTS = {"http": 80, "https": 443}


def ascii_host(host: str) -> str:
    """A host name as it is looked up: lower case, international names in their ASCII form, no final dot.

    Raises UnicodeError (a ValueError) for a name that has no such form.
    """
    host = host.lower()
    if ":" in host:  # an IPv6 literal
        return host
    return host.encode("idna").decode("ascii").removesuffix(".")
