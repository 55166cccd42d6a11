"""Whom a contestant is to the broker: of the standard library only, as not every environment has our own."""

from typing import NamedTuple
from urllib.parse import unquote


class Login(NamedTuple):
    """Where the broker is (HOST:PORT), and who we are to it."""

    hosts: str
    user: str
    password: str


def login(address: str) -> Login:
    """Read ``kafka://USER:PASSWORD@HOST:PORT``."""
    who, _, hosts = address.removeprefix("kafka://").rpartition("@")
    user, _, password = who.partition(":")
    return Login(hosts, unquote(user), unquote(password))
