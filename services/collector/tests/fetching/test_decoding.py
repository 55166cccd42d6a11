"""Compressed bodies, within their limit."""

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.fetching.rules.decoding import BoundedDecoder, TooLarge
from common.outbound.refusals import Refused

pytestmark = pytest.mark.pure


def decode(encoding: str, body: bytes, limit: int = 10_000, step: int = 7) -> bytes:
    decoder = BoundedDecoder(encoding, limit)
    for start in range(0, len(body), step):
        decoder.feed(body[start : start + step])
    return bytes(decoder.data)


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


@given(st.binary(max_size=3000), st.integers(1, 500))
def test_what_was_compressed_comes_back(data: bytes, step: int) -> None:
    assert decode("", data, step=step) == data
    assert decode("gzip", gzip.compress(data), step=step) == data
    assert decode("deflate", zlib.compress(data), step=step) == data


def test_deflate_without_its_header_and_gzip_in_several_members_are_read() -> None:
    assert decode("deflate", raw_deflate(b"hello " * 50), step=50) == b"hello " * 50
    assert decode("gzip", gzip.compress(b"one ") + gzip.compress(b"two"), step=1000) == b"one two"
    assert decode("X-GZIP", gzip.compress(b"one") + b"\x00" * 20, step=1000) == b"one"
    assert decode("identity", b"plain") == b"plain"


def test_a_body_of_exactly_the_limit_passes_and_one_byte_more_does_not() -> None:
    assert len(decode("gzip", gzip.compress(b"x" * 10_000))) == 10_000
    assert len(decode("", b"x" * 10_000)) == 10_000
    for encoding, body in (("gzip", gzip.compress(b"x" * 10_001)), ("", b"x" * 10_001)):
        with pytest.raises(TooLarge):
            decode(encoding, body)


def test_a_bomb_never_takes_more_memory_than_its_limit() -> None:
    bomb = gzip.compress(b"\x00" * 40_000_000)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        decode("gzip", bomb, limit=1_000_000, step=len(bomb))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip,deflate", "compress"])
def test_an_encoding_we_did_not_offer_is_refused(encoding: str) -> None:
    with pytest.raises(Refused) as caught:
        BoundedDecoder(encoding, 1000)
    assert caught.value.reason == "unreadable-encoding"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_damaged_body_is_refused(encoding: str) -> None:
    whole = gzip.compress(b"hello " * 500) if encoding == "gzip" else zlib.compress(b"hello " * 500)
    with pytest.raises(Refused) as caught:
        decode(encoding, whole[:12] + b"\xff\x00\xff" + whole[15:], step=5)
    assert caught.value.reason == "unreadable-encoding"
