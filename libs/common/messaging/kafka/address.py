"""A broker's address as one text, as for every other store, and what the driver is told of it.

``HOST:PORT[,HOST:PORT]`` is a broker that asks nobody who they are (a test's own); ``kafka://USER:PASSWORD@HOST:PORT``
proves the user by SCRAM-SHA-512, so that the password itself never crosses the wire; ``kafkas://`` does so over TLS,
believing the system's certificates or those of the file in ``?ca=``.
"""

import ssl
from typing import Any
from urllib.parse import parse_qs, quote, unquote

_SASL = "SCRAM-SHA-512"


def address(
    hosts: str, user: str | None = None, password: str = "", *, tls: bool = False, ca_file: str | None = None
) -> str:
    """The text for ``hosts`` (``HOST:PORT``, comma separated) as ``user``, or as nobody."""
    if user is None and not tls:
        return hosts
    who = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user is not None else ""
    trusted = f"?ca={quote(ca_file, safe='')}" if tls and ca_file else ""
    return f"{'kafkas' if tls else 'kafka'}://{who}{hosts}{trusted}"


def hosts_of(text: str) -> str:
    """``HOST:PORT[,HOST:PORT]`` alone, which may be shown."""
    return text.partition("://")[2].partition("?")[0].rpartition("@")[2] if "://" in text else text


def driver_options(text: str) -> dict[str, Any]:
    """Keyword arguments for any client of the driver. ``ValueError`` for another scheme; it does not show the text."""
    if "://" not in text:
        return {"bootstrap_servers": text}
    scheme, _, rest = text.partition("://")
    if scheme not in ("kafka", "kafkas"):
        raise ValueError("the address of a broker begins with kafka:// or kafkas://, or is HOST:PORT")
    place, _, query = rest.partition("?")
    who, _, hosts = place.rpartition("@")
    options: dict[str, Any] = {"bootstrap_servers": hosts}
    tls = scheme == "kafkas"
    if tls:
        options["ssl_context"] = ssl.create_default_context(cafile=parse_qs(query).get("ca", [None])[0])
    if who:
        user, _, password = who.partition(":")
        options |= {"sasl_plain_username": unquote(user), "sasl_plain_password": unquote(password)}
        options["sasl_mechanism"] = _SASL
    options["security_protocol"] = f"{'SASL_' if who else ''}{'SSL' if tls else 'PLAINTEXT'}"
    return options
