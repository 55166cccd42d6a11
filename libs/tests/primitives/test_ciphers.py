"""What is sealed opens with its key and about its thing alone."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common.primitives.ciphers import Cipher, DoesNotOpen, derived

pytestmark = pytest.mark.pure
KEY = derived(b"not a secret", b"a test")


def test_it_opens_together_with_what_it_is_about_and_not_without() -> None:
    sealed = Cipher(KEY).seal(b"plain", b"row 1")
    assert Cipher(KEY).open(sealed, b"row 1") == b"plain"
    assert Cipher(KEY).seal(b"plain", b"row 1") != sealed, "each has a nonce of its own"
    for cipher, what, about in (
        (Cipher(KEY), sealed, b"row 2"),
        (Cipher(KEY), sealed, b""),
        (Cipher(derived(b"not a secret", b"another")), sealed, b"row 1"),
        (Cipher(KEY), sealed[:-1] + bytes([sealed[-1] ^ 1]), b"row 1"),
        (Cipher(KEY), sealed[:5], b"row 1"),
        (Cipher(KEY), b"", b"row 1"),
    ):
        with pytest.raises(DoesNotOpen):
            cipher.open(what, about)


def test_what_was_sealed_before_there_was_one_piece_for_it_still_opens() -> None:
    nonce = b"twelve bytes"
    for about in (b"row 1", None):
        sealed = nonce + AESGCM(KEY).encrypt(nonce, b"plain", about)
        assert Cipher(KEY).open(sealed, about or b"") == b"plain"
