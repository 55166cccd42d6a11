"""Bodies that may be compressed, decoded within a limit. Pure.

A body of 1 MB can stand for a gigabyte. The decoder produces at most ``limit`` bytes and says so when there is more; it
never holds more than that, whatever the input says about itself.
"""

import zlib

from common.outbound.refusals import Refused

SUPPORTED = "gzip, deflate"
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS  # the header decides
_RAW = -zlib.MAX_WBITS


class TooLarge(Exception):  # noqa: N818 - a verdict on the body
    """The body is larger than its limit."""


class BoundedDecoder:
    """Feed it what came over the wire; ``data`` is the body so far, never longer than ``limit``.

    Of a body that is longer, ``data`` is the head when ``TooLarge`` is raised.
    """

    def __init__(self, content_encoding: str, limit: int) -> None:
        codings = [coding for part in content_encoding.lower().split(",") if (coding := part.strip()) != "identity"]
        codings = [coding for coding in codings if coding]
        if len(codings) > 1 or (codings and codings[0] not in ("gzip", "x-gzip", "deflate")):
            raise Refused(
                "unreadable-encoding", f"The server sent its answer in an encoding that is not read: {codings}."
            )
        self.data = bytearray()
        self._limit = limit
        self._compressed = bool(codings)
        self._zlib = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._fed = 0

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes. Raises ``TooLarge``, and ``Refused`` for a damaged body."""
        self._fed += len(chunk)
        if not self._compressed:
            self._keep(chunk)
            return
        if self._fed > self._limit:
            raise TooLarge
        while chunk:
            chunk = self._inflate(chunk)

    def _inflate(self, chunk: bytes) -> bytes:
        """Decode some of ``chunk`` and return what is left of it."""
        room = self._limit - len(self.data) + 1
        try:
            self._keep(self._zlib.decompress(chunk, room))
        except zlib.error:
            if self._fed > len(chunk) or self.data:
                raise Refused("unreadable-encoding", "The server's compressed answer is damaged.") from None
            self._zlib = zlib.decompressobj(_RAW)  # some servers send deflate without its header
            return self._inflate_raw(chunk, room)
        if self._zlib.eof and self._zlib.unused_data:  # gzip allows several members in a row
            rest, self._zlib = self._zlib.unused_data, zlib.decompressobj(_GZIP_OR_ZLIB)
            return rest if rest[:2] == b"\x1f\x8b" else b""  # anything else is padding
        return b"" if self._zlib.eof else self._zlib.unconsumed_tail

    def _inflate_raw(self, chunk: bytes, room: int) -> bytes:
        try:
            self._keep(self._zlib.decompress(chunk, room))
        except zlib.error:
            raise Refused("unreadable-encoding", "The server's compressed answer is damaged.") from None
        return self._zlib.unconsumed_tail

    def _keep(self, piece: bytes) -> None:
        room = self._limit - len(self.data)
        self.data += piece[:room]
        if len(piece) > room:
            raise TooLarge
