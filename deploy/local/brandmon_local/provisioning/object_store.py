"""What the parts of the object store prove themselves with to each other: else every program of this machine may ask.

Its HTTP ports (master, volume, filer) take what is signed with keys that only the parts have; its gRPC ports take
whoever has a certificate of this stack's own authority.
"""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from brandmon_local.layout.site import write_private

_LIVES = timedelta(days=3650)
_PARTS = ("volume", "master", "filer", "s3", "client", "msg_broker", "admin", "worker")
_TOKENS = ("jwt.signing", "jwt.signing.read", "jwt.filer_signing", "jwt.filer_signing.read")


def write_security(home: Path) -> None:
    """``security.toml`` in ``home``, where the program looks, with the keys it names; what is there stays."""
    target = home / "security.toml"
    if target.exists():
        return
    authority, certificate, key = (home / name for name in ("authority.pem", "parts.pem", "parts.key"))
    _certify(authority, certificate, key)
    lines = ["[access]", "ui = false"]
    for token in _TOKENS:
        lines += [f"[{token}]", f'key = "{secrets.token_urlsafe(32)}"', "expires_after_seconds = 60"]
    lines += ["[grpc]", f'ca = "{authority}"']
    for part in _PARTS:
        lines += [f"[grpc.{part}]", f'cert = "{certificate}"', f'key = "{key}"']
    write_private(target, "\n".join(lines) + "\n")


def _certify(authority: Path, certificate: Path, key: Path) -> None:
    """An authority that signs once, whose key is kept nowhere, and the one certificate that all parts share."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    def blank(subject: str, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder().subject_name(named(subject)).issuer_name(named("brandmon objects"))
        builder = builder.public_key(public).serial_number(x509.random_serial_number())
        return builder.not_valid_before(now - timedelta(minutes=5)).not_valid_after(now + _LIVES)

    root, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    top = blank("brandmon objects", root.public_key())
    top = top.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    leaf = blank("parts", own.public_key()).add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False
    )
    pem = serialization.Encoding.PEM
    write_private(authority, top.sign(root, hashes.SHA256()).public_bytes(pem).decode())
    write_private(certificate, leaf.sign(root, hashes.SHA256()).public_bytes(pem).decode())
    secret = own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    write_private(key, secret.decode())
